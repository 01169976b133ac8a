// What is kept while this tab is open, and no longer; in memory alone where the browser refuses.

const memory = new Map();

export const token = entry("twinpath.token");
export const theme = entry("twinpath.theme");
export const language = entry("twinpath.language");

/** The language of the user's settings, which the one they switched to comes before. */
export const locale = entry("twinpath.locale");

/** Light, dark, or whatever the device has. */
export function applyTheme(name) {
  if (name === "light" || name === "dark") {
    document.documentElement.dataset.theme = name;
  } else {
    delete document.documentElement.dataset.theme;
  }
}

function entry(key) {
  return {
    get: () => attempt(() => sessionStorage.getItem(key)) ?? memory.get(key) ?? null,
    set: value => {
      memory.set(key, value);
      attempt(() => sessionStorage.setItem(key, value));
    },
    clear: () => {
      memory.delete(key);
      attempt(() => sessionStorage.removeItem(key));
    },
  };
}

function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}

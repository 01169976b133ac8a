// Begins here: the frame around the pages.

import { Failure, post } from "./api.js";
import { h } from "./dom.js";
import { login } from "./login.js";
import { logo } from "./mark.js";
import { password } from "./password.js";
import { profile } from "./profile.js";
import { mayLeave, redraw, signOut, start } from "./router.js";
import { settings } from "./settings.js";
import { applyTheme, language, locale, theme } from "./store.js";
import { LANGUAGES, current, t } from "./texts.js";

const PAGES = { profile, settings, password };

let drawn = new AbortController();

start((name, moved) => {
  drawn.abort();
  drawn = new AbortController();
  document.documentElement.lang = current();
  const frame = name === "login" ? outside() : inside(name);
  document.querySelector(".frame")?.remove();
  document.body.prepend(frame);
  document.title = `${frame.querySelector("h1").textContent} – Twinpath`;
  if (moved) {
    scrollTo(0, 0);
    frame.querySelector("h1").focus();
  }
});

function outside() {
  return h("div", { class: "frame" }, login({ signal: drawn.signal, languages: languages() }));
}

function inside(name) {
  const place = h("div", { class: "place" });
  const title = PAGES[name]({ place, signal: drawn.signal, relabel: () => redraw(() => {}) });
  const main = h("main", { id: "main", class: "main", tabindex: -1 }, title, place);
  return h("div", { class: "frame" },
    h("a", { class: "skip", href: "#main", onclick: skip }, t("skip")),
    h("header", { class: "top" },
      h("div", { class: "top-inner" },
        logo(),
        h("nav", { "aria-label": t("nav.pages") }, h("ul", {}, ...Object.keys(PAGES).map(each => h("li", {},
          h("a", { href: `#/${each}`, "aria-current": each === name && "page" }, t(`nav.${each}`)))))),
        h("div", { class: "tools" }, languages(),
          h("button", { type: "button", class: "button small plain", onclick: leave }, t("logout"))))),
    main);

  /** The part of the address after # is the page's. */
  function skip(event) {
    event.preventDefault();
    main.focus();
  }
}

function languages() {
  return h("div", { class: "languages", role: "group", "aria-label": t("languages") },
    ...LANGUAGES.map(each => h("button", {
      type: "button", lang: each, "aria-pressed": String(each === current()), "aria-label": t(`language.${each}`),
      onclick: () => redraw(() => language.set(each)),
    }, each.toUpperCase())));
}

/** Ends the token everywhere; where that cannot be done now, it ends here and by itself. */
async function leave() {
  if (!(await mayLeave())) {
    return;
  }
  let message = "logout.done";
  try {
    await post("auth/logout");
  } catch (e) {
    if (!(e instanceof Failure)) {
      throw e;
    }
    message = e.status === 401 || e.status === 404 ? message : "logout.here";
  }
  [theme, locale].forEach(each => each.clear());
  applyTheme("system");
  signOut(message, false);
}

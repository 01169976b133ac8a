// What the page says, in the language of whoever reads it.

import de from "./texts.de.js";
import en from "./texts.en.js";
import { language, locale } from "./store.js";

const TEXTS = { en, de };
const FORMATS = { en: "en-GB", de: "de-DE" };

export const LANGUAGES = Object.keys(TEXTS);

/** The one switched to, else that of the user's settings, else the browser's. */
export function current() {
  const wanted = [language.get(), locale.get(), ...navigator.languages];
  return wanted.map(tag => (tag ?? "").split("-")[0]).find(tag => tag in TEXTS) ?? "en";
}

/** A text, with its {gaps} filled. */
export function t(key, gaps = {}) {
  const text = TEXTS[current()][key] ?? en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (gap, name) => String(gaps[name] ?? gap));
}

/** Whether there is such a text. */
export function has(key) {
  return key in en;
}

export function date(iso) {
  return new Intl.DateTimeFormat(tagOfFormats(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));
}

export function number(value, digits = 0) {
  return new Intl.NumberFormat(current(), { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .format(value);
}

/** As the user's own settings write dates, where these are of the language that is shown. */
function tagOfFormats() {
  const tag = locale.get();
  return tag && tag.split("-")[0] === current() ? tag : FORMATS[current()];
}

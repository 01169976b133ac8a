// The languages and time zones that are offered; the service knows more, and has the last word.

import { current } from "./texts.js";

const LOCALES = ("ar-EG bg-BG cs-CZ da-DK de-AT de-CH de-DE el-GR en-AU en-CA en-GB en-IE en-IN en-US es-ES es-MX et-EE fi-FI"
  + " fr-BE fr-CA fr-CH fr-FR he-IL hi-IN hr-HR hu-HU id-ID it-CH it-IT ja-JP ko-KR lt-LT lv-LV nb-NO nl-BE nl-NL pl-PL pt-BR"
  + " pt-PT ro-RO sk-SK sl-SI sr-RS sv-SE th-TH tr-TR uk-UA vi-VN zh-CN zh-TW").split(" ");

export function locales(chosen) {
  const names = new Intl.DisplayNames(current(), { type: "language" });
  return including(LOCALES, chosen)
    .map(value => ({ value, label: nameOf(names, value) }))
    .sort((a, b) => a.label.localeCompare(b.label, current()));
}

export function timeZones(chosen) {
  return including(["UTC", ...Intl.supportedValuesOf("timeZone")], chosen)
    .map(value => ({ value, label: value.replaceAll("_", " ") }));
}

/** As it is now there: GMT+2. */
export function offset(zone) {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" })
      .formatToParts()
      .find(part => part.type === "timeZoneName").value.replace("GMT", "UTC");
  } catch {
    return ""; // a zone that this browser does not know
  }
}

/** The present, as somebody with these settings reads it; empty when this browser cannot tell. */
export function now(locale, zone) {
  try {
    return new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: "full", timeStyle: "short" }).format();
  } catch {
    return "";
  }
}

function including(all, chosen) {
  return all.includes(chosen) ? all : [chosen, ...all];
}

function nameOf(names, tag) {
  try {
    return `${names.of(tag)} (${tag})`;
  } catch {
    return tag;
  }
}

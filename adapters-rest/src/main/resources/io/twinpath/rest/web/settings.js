import { locales, now, offset, timeZones } from "./choices.js";
import { comboField } from "./combobox.js";
import { h } from "./dom.js";
import { editor } from "./editor.js";
import { choiceField, switchField } from "./fields.js";
import { heading, load, section } from "./page.js";
import { applyTheme, locale, theme } from "./store.js";
import { t } from "./texts.js";

/** @param relabel draws the page anew, as its language may have changed */
export function settings({ place, signal, relabel }) {
  load(place, "settings", signal, loaded => {
    const look = choiceField({
      name: "theme", label: t("settings.theme"), kind: "pictures", options: options("settings.theme", ["system", "light", "dark"]) });
    const language = comboField({
      name: "locale", label: t("settings.locale"), hint: t("settings.locale.hint"), free: true,
      options: locales(loaded.data.locale) });
    const zone = comboField({
      name: "timezone", label: t("settings.timezone"), hint: t("settings.timezone.hint"), detail: offset,
      options: timeZones(loaded.data.timezone) });
    const channels = ["email", "push", "sms"].map(each => switchField({
      name: `notifications.${each}`, label: t(`settings.channel.${each}`), hint: t(`settings.channel.${each}.hint`) }));
    const digest = choiceField({
      name: "notifications.digest", label: t("settings.digest"), kind: "segments",
      options: options("settings.digest", ["never", "daily", "weekly"]) });
    const clock = h("output", { class: "clock" });
    const form = editor({
      path: "settings", loaded, signal, edited: preview, saved: keep,
      fields: [look, language, zone, ...channels, digest],
      sections: [
        section(t("settings.look"), t("settings.look.text"), look.element),
        section(t("settings.region"), t("settings.region.text"), language.element, zone.element,
          h("p", { class: "sample" }, t("settings.now"), " ", clock)),
        section(t("settings.notify"), t("settings.notify.text"), ...channels.map(each => each.element), digest.element),
      ],
    });
    remember(loaded.data);
    preview();
    signal.addEventListener("abort", () => applyTheme(theme.get()));
    return form;

    function preview() {
      applyTheme(look.value());
      clock.textContent = now(language.value(), zone.value());
    }
  });
  return heading(t("settings.title"), t("settings.lead"));

  function remember(data) {
    theme.set(data.theme);
    locale.set(data.locale);
  }

  function keep(data) {
    const before = t("language");
    remember(data);
    applyTheme(data.theme);
    if (t("language") !== before) {
      relabel();
    }
  }
}

function options(text, values) {
  return values.map(value => ({ value, label: t(`${text}.${value}`) }));
}

// Two versions of the same, side by side, to choose from field by field.

import { h, unique } from "./dom.js";
import { t } from "./texts.js";

/**
 * @param choices a field with its value here and there, and whether it was changed here
 * @param chosen told of the value that each field is to have
 */
export function conflict(choices, chosen) {
  const rows = choices.map(each => {
    const name = unique("pick");
    const mine = h("input", { type: "radio", name, id: `${name}-mine`, checked: each.changed });
    const theirs = h("input", { type: "radio", name, id: `${name}-theirs`, checked: !each.changed });
    return {
      pick: () => ({ field: each.field, value: mine.checked ? each.mine : each.theirs }),
      element: h("fieldset", { class: "field pick" },
        h("legend", {}, each.field.element.querySelector("label, legend").textContent),
        h("div", { class: "options" },
          version(mine, "one", t("conflict.mine"), each.field.words(each.mine)),
          version(theirs, "two", t("conflict.theirs"), each.field.words(each.theirs)))),
    };
  });
  return h("form", { class: "conflict card", onsubmit: submit },
    h("h2", { tabindex: -1 }, t("conflict.title")),
    h("p", {}, t("conflict.text")),
    ...rows.map(each => each.element),
    h("div", { class: "actions" }, h("button", { type: "submit", class: "button" }, t("conflict.save"))));

  function submit(event) {
    event.preventDefault();
    chosen(rows.map(each => each.pick()));
  }
}

function version(input, kind, title, value) {
  return h("div", { class: `option version ${kind}` }, input,
    h("label", { for: input.id }, h("span", { class: "version-title" }, title), h("span", { class: "version-value" }, value)));
}

// The controls of a form. Each has a name, an element, value(), set(value), fault(text or null), focus() and words(value).

import { h, unique } from "./dom.js";
import { t } from "./texts.js";

/** @param type of the input; one of type password can be shown */
export function textField({ name, label, hint, type = "text", ...attributes }) {
  const id = unique("field");
  const input = h("input", { id, name, type, class: "input", spellcheck: "false", ...attributes });
  const { describe, error, fault } = faults(id, input);
  const reveal = type === "password" && h("button", { type: "button", class: "reveal", "aria-pressed": "false",
    "aria-controls": id, onclick: toggle }, t("password.show"));
  return {
    name,
    element: h("div", { class: "field" },
      h("label", { for: id }, label),
      hint && describe(hint),
      h("div", { class: "control" }, input, reveal),
      error),
    value: () => input.value,
    set: value => (input.value = value),
    focus: () => input.focus(),
    words: value => value,
    fault,
  };

  function toggle() {
    const hidden = input.type === "password";
    input.type = hidden ? "text" : "password";
    reveal.setAttribute("aria-pressed", String(hidden));
  }
}

/** One of a few. */
export function choiceField({ name, label, options, kind = "" }) {
  const id = unique("field");
  const inputs = options.map(each =>
    h("input", { type: "radio", name: id, id: `${id}-${each.value}`, value: each.value }));
  const group = h("fieldset", { class: `field choices ${kind}` },
    h("legend", {}, label),
    h("div", { class: "options" }, ...options.map((each, i) => h("div", { class: "option" },
      inputs[i],
      h("label", { for: inputs[i].id },
        kind === "pictures" && h("span", { class: `swatch ${each.value}`, "aria-hidden": "true" }, h("span", {}), h("span", {})),
        each.label)))));
  const { error, fault } = faults(id, group);
  group.append(error);
  return {
    name,
    element: group,
    value: () => inputs.find(each => each.checked)?.value,
    set: value => inputs.forEach(each => (each.checked = each.value === value)),
    focus: () => (inputs.find(each => each.checked) ?? inputs[0]).focus(),
    words: value => options.find(each => each.value === value)?.label ?? value,
    fault,
  };
}

/** On or off. */
export function switchField({ name, label, hint }) {
  const id = unique("field");
  const input = h("input", { id, name, type: "checkbox", role: "switch", class: "switch" });
  const { describe, error, fault } = faults(id, input);
  return {
    name,
    element: h("div", { class: "field toggle" },
      h("div", {}, h("label", { for: id }, label), hint && describe(hint), error),
      input),
    value: () => input.checked,
    set: value => (input.checked = value),
    focus: () => input.focus(),
    words: value => t(value ? "on" : "off"),
    fault,
  };
}

/** Where a control says what is wrong with its value, and what helps with it. */
export function faults(id, control) {
  const error = h("p", { class: "error", id: `${id}-error`, hidden: true });
  const described = [];
  const describe = hint => {
    described.push(`${id}-hint`);
    control.setAttribute("aria-describedby", described.join(" "));
    return h("p", { class: "hint", id: `${id}-hint` }, hint);
  };
  const fault = text => {
    error.hidden = !text;
    error.textContent = text ?? "";
    control.setAttribute("aria-describedby", [...described, ...(text ? [error.id] : [])].join(" "));
    if (control.tagName === "INPUT") {
      control.setAttribute("aria-invalid", String(Boolean(text)));
    }
  };
  return { describe, error, fault };
}

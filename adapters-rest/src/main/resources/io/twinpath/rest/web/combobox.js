// A choice among very many: one types a part of what is looked for (WAI-ARIA Authoring Practices, combobox with a list).

import { h, unique } from "./dom.js";
import { faults } from "./fields.js";
import { t } from "./texts.js";

const MOST = 60;

/**
 * @param options values with their label; both are searched
 * @param detail what else is said of an option as it is shown
 * @param free whether a value that is no option will do as well
 */
export function comboField({ name, label, hint, options, detail = () => "", free = false }) {
  const id = unique("field");
  const list = h("ul", { class: "list", role: "listbox", id: `${id}-list`, "aria-label": label, hidden: true });
  const input = h("input", {
    id, name, class: "input", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    oninput: () => open(input.value),
    onclick: () => list.hidden && open(""),
    onkeydown: key,
    onblur: leave,
  });
  const { describe, error, fault } = faults(id, input);
  const all = options.map(each => ({ ...each, text: fold(`${each.value} ${each.label}`) }));
  let chosen = "";
  let shown = [];
  let active = -1;
  return {
    name,
    element: h("div", { class: "field combo" },
      h("label", { for: id }, label), hint && describe(hint),
      h("div", { class: "control" }, input, h("span", { class: "arrow", "aria-hidden": "true" }), list),
      error),
    value: () => chosen,
    set: choose,
    focus: () => input.focus(),
    words,
    fault,
  };

  function words(value) {
    return all.find(each => each.value === value)?.label ?? value;
  }

  function choose(value) {
    chosen = value;
    input.value = words(value);
    close();
  }

  /** Tells the form, as a change by hand does. */
  function pick(value) {
    choose(value);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function open(search) {
    const parts = fold(search).split(" ").filter(Boolean);
    shown = all.filter(each => parts.every(part => each.text.includes(part))).slice(0, MOST);
    active = -1;
    list.replaceChildren(...shown.map((each, i) => h("li", {
      role: "option", id: `${id}-${i}`, class: "list-option", "aria-selected": String(each.value === chosen),
      onpointerdown: event => event.preventDefault(), // or the field would lose the focus first
      onclick: () => pick(each.value),
    }, h("span", {}, each.label), h("span", { class: "detail" }, detail(each.value)))));
    if (shown.length === 0) {
      list.replaceChildren(h("li", { role: "option", "aria-selected": "false", "aria-disabled": "true",
        class: "list-option none" }, t("combo.none")));
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
    const selected = search === "" ? shown.findIndex(each => each.value === chosen) : shown.length === 1 ? 0 : -1;
    if (selected >= 0) {
      activate(selected);
    }
  }

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function activate(i) {
    list.children[active]?.classList.remove("active");
    active = i;
    list.children[i].classList.add("active");
    list.children[i].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `${id}-${i}`);
  }

  function key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (list.hidden) {
        open("");
      } else if (shown.length > 0) {
        activate(active < 0 && step < 0 ? shown.length - 1 : (active + step + shown.length) % shown.length);
      }
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      if (active >= 0) {
        pick(shown[active].value);
      } else {
        leave();
      }
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      choose(chosen);
    }
  }

  /** What was typed is taken where it is one of them, or where any will do. */
  function leave() {
    const typed = input.value.trim();
    const found = all.find(each => [each.value, each.label].some(text => fold(text) === fold(typed)));
    if (found && found.value !== chosen) {
      pick(found.value);
    } else if (!found && free && typed !== "" && typed !== words(chosen)) {
      pick(typed);
    } else {
      choose(chosen);
    }
  }
}

/** Without case, accents and what joins words. */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[_/]/g, " ");
}

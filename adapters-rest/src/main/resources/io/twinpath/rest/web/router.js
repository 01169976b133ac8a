// Which page is shown: the part of the address after its #. Whoever has unsaved changes is asked before they are lost.

import { h, unique } from "./dom.js";
import { token } from "./store.js";
import { t } from "./texts.js";

const PAGES = ["profile", "settings", "password"];

let draw = () => {};
let shown = null;
let unsaved = () => false;
let back = null;
let farewell = null;

/** The page of the address, if whoever asks may see it. */
function wanted() {
  const name = location.hash.replace(/^#\//, "");
  if (!token.get()) {
    return "login";
  }
  return PAGES.includes(name) ? name : PAGES[0];
}

/** @param page draws the page of a name; told whether somebody went there, or the page has just begun */
export function start(page) {
  draw = page;
  addEventListener("hashchange", arrive);
  addEventListener("beforeunload", event => {
    if (unsaved()) {
      event.preventDefault();
    }
  });
  back = PAGES.includes(location.hash.replace(/^#\//, "")) ? location.hash.slice(2) : null;
  show(false);
}

/** While this says so, nobody leaves the page without being asked. */
export function guard(question) {
  unsaved = question;
}

export function go(name) {
  if (location.hash === `#/${name}`) {
    show(true);
  } else {
    location.hash = `#/${name}`;
  }
}

/** The same page again, as its language changed. */
export async function redraw(before) {
  if (await mayLeave()) {
    before();
    show(false);
  }
}

/** After the log-in: where it was asked for. */
export function comeIn() {
  const name = back ?? PAGES[0];
  back = null;
  go(name);
}

/** The access token is no longer good, or was given up; what is to be said of it is said at the log-in. */
export function signOut(message, returnHere) {
  back = returnHere ? shown : null;
  farewell = message;
  unsaved = () => false;
  token.clear();
  go("login");
}

/** What was to be said, once. */
export function takeFarewell() {
  const message = farewell;
  farewell = null;
  return message;
}

async function arrive() {
  if (wanted() !== shown && unsaved()) {
    const target = location.hash;
    history.pushState(null, "", `#/${shown}`);
    if (await mayLeave()) {
      unsaved = () => false;
      location.hash = target;
    }
  } else if (wanted() !== shown) {
    show(true);
  }
}

function show(moved) {
  unsaved = () => false;
  shown = wanted();
  if (location.hash !== `#/${shown}`) {
    history.replaceState(null, "", `#/${shown}`);
  }
  draw(shown, moved);
}

/** Whether nothing is lost, or the user wants it so. */
export async function mayLeave() {
  if (!unsaved()) {
    return true;
  }
  const title = unique("leave");
  const answered = value => () => dialog.close(value);
  const dialog = h("dialog", { "aria-labelledby": title },
    h("h2", { id: title }, t("unsaved.title")),
    h("p", {}, t("unsaved.text")),
    h("div", { class: "actions" },
      h("button", { type: "button", class: "button", autofocus: true, onclick: answered("stay") }, t("unsaved.stay")),
      h("button", { type: "button", class: "button plain", onclick: answered("leave") }, t("unsaved.leave"))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise(answer => dialog.addEventListener("close", () => {
    dialog.remove();
    answer(dialog.returnValue === "leave");
  }));
}

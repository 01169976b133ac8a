// What all pages have: a title, a place for what is loaded, and what is shown until it is there.

import { Failure, read } from "./api.js";
import { h } from "./dom.js";
import { rule } from "./mark.js";
import { announce, notice, retrying } from "./notice.js";
import { mayLeave, signOut } from "./router.js";
import { t } from "./texts.js";

export function heading(title, lead) {
  return h("header", { class: "heading" }, h("h1", { tabindex: -1 }, title), rule(), lead && h("p", { class: "lead" }, lead));
}

/** A part of a page: what it is on the left, its fields on the right. */
export function section(title, text, ...content) {
  return h("section", { class: "section" },
    h("div", { class: "section-text" }, h("h2", {}, title), text && h("p", {}, text)),
    h("div", { class: "card" }, ...content));
}

/** Loads and shows, and goes on trying while the service says that it may help. */
export function load(place, path, signal, show) {
  let tries = 0;
  place.setAttribute("aria-busy", "true");
  place.replaceChildren(skeleton());
  attempt();

  async function attempt() {
    try {
      const loaded = await read(path, signal);
      put(loaded.age === null ? [] : [stale(loaded.age, attempt)], show(loaded));
      if (tries > 0) {
        announce(t("retry.done"));
      }
    } catch (e) {
      if (signal.aborted) {
        return;
      }
      if (!(e instanceof Failure)) {
        throw e;
      }
      if (e.status === 401) {
        signOut("login.expired", true);
      } else {
        const waits = e.passes ? e : Object.assign(e, { retryAfter: e.retryAfter ?? 15 });
        put([], retrying(waits, tries++, attempt, { signal }));
      }
    }
  }

  function put(notices, content) {
    const focused = place.contains(document.activeElement);
    place.removeAttribute("aria-busy");
    place.replaceChildren(...notices, content);
    if (focused) {
      (place.querySelector(".retry button") ?? document.querySelector("h1")).focus();
    }
  }
}

function stale(age, again) {
  const reload = async () => (await mayLeave()) && again();
  announce(t("stale.text", { seconds: age }));
  return notice("note", t("stale.title"), t("stale.text", { seconds: age }),
    h("div", { class: "retry" }, h("button", { type: "button", class: "button small", onclick: reload }, t("stale.again"))));
}

function skeleton() {
  return h("div", { class: "skeleton" },
    h("p", { class: "sr" }, t("loading")),
    ...[1, 2].map(() => h("div", { class: "section", "aria-hidden": "true" },
      h("div", {}, h("span", { class: "bone title" }), h("span", { class: "bone" })),
      h("div", { class: "card" },
        h("span", { class: "bone short" }), h("span", { class: "bone box" }),
        h("span", { class: "bone short" }), h("span", { class: "bone box" })))));
}

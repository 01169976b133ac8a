// A form over one resource: what was changed is sent as a merge patch, under the version that it was made of.

import { Failure, change, newKey, read } from "./api.js";
import { conflict } from "./conflict.js";
import { h } from "./dom.js";
import { announce, notice, refused, retrying } from "./notice.js";
import { guard, signOut } from "./router.js";
import { has, t } from "./texts.js";

/**
 * @param sections elements with the fields in them
 * @param edited told after each change by hand
 * @param saved told of what the resource has become
 */
export function editor({ path, loaded, fields, sections, signal, edited = () => {}, saved = () => {} }) {
  let base = loaded;
  let attempt = { body: null, key: null };
  let focused = null;
  const messages = h("div", { class: "messages" });
  const save = h("button", { type: "submit", class: "button" }, t("save"));
  const bar = h("div", { class: "savebar", hidden: true },
    h("p", {}, t("save.unsaved")),
    h("div", { class: "actions" },
      h("button", { type: "button", class: "button plain", onclick: discard }, t("save.discard")), save));
  const inputs = h("fieldset", { class: "bare" }, ...sections, bar);
  const form = h("form", { novalidate: true, oninput: changed, onchange: changed, onsubmit: submit }, messages, inputs);
  const place = h("div", {}, form);
  fill();
  guard(() => dirty().length > 0);
  return place;

  function dirty() {
    return fields.filter(each => each.value() !== at(base.data, each.name));
  }

  function fill() {
    fields.forEach(each => each.set(at(base.data, each.name)));
    bar.hidden = true;
  }

  function changed() {
    bar.hidden = dirty().length === 0;
    edited();
  }

  function discard() {
    clear();
    fill();
    edited();
    announce(t("save.discarded"));
    fields[0].focus();
  }

  function clear() {
    messages.replaceChildren();
    fields.forEach(each => each.fault(null));
  }

  function submit(event) {
    event.preventDefault();
    send(0);
  }

  /** The same change has the same key, as long as nobody knows what became of it. */
  async function send(tries) {
    if (dirty().length === 0) {
      bar.hidden = true;
      return;
    }
    const body = JSON.stringify(patch(dirty()));
    if (attempt.body !== base.etag + body) {
      attempt = { body: base.etag + body, key: newKey() };
    }
    if (tries === 0) {
      clear();
    }
    busy(true);
    try {
      done(await change(path, body, base.etag, attempt.key));
    } catch (e) {
      if (!(e instanceof Failure)) {
        throw e;
      }
      await failed(e, tries);
    }
  }

  function done(result) {
    base = result;
    attempt = { body: null, key: null };
    clear();
    fill();
    busy(false);
    messages.replaceChildren(notice("good", t("save.done")));
    announce(t("save.done"));
    if (document.activeElement === document.body) { // what had the focus is gone
      document.querySelector("h1").focus();
    }
    saved(base.data);
  }

  async function failed(failure, tries) {
    if (signal.aborted) {
      return;
    }
    if (failure.status === 401) {
      signOut("login.expired", true);
    } else if (failure.status === 412) {
      await compare(0);
    } else if (failure.passes) {
      messages.replaceChildren(retrying(failure, tries, () => send(tries + 1), { signal, giveUp }));
      messages.querySelector("button").focus();
    } else {
      busy(false);
      attempt = { body: null, key: null };
      messages.replaceChildren(refused(failure));
      announce(messages.textContent);
      atTheirFields(failure);
    }
  }

  function giveUp() {
    busy(false);
    messages.replaceChildren();
    save.focus();
  }

  /** Somebody else was faster: both versions beside each other. */
  async function compare(tries) {
    try {
      const theirs = await read(path, signal);
      busy(false);
      const differing = fields.filter(each => each.value() !== at(theirs.data, each.name));
      if (differing.length === 0) {
        done(theirs);
        return;
      }
      const choices = differing.map(field => ({
        field,
        mine: field.value(),
        theirs: at(theirs.data, field.name),
        changed: field.value() !== at(base.data, field.name),
      }));
      messages.replaceChildren();
      place.replaceChildren(conflict(choices, picks => {
        base = theirs;
        fill();
        picks.forEach(({ field, value }) => field.set(value));
        place.replaceChildren(form);
        changed();
        if (dirty().length === 0) {
          done(theirs);
        } else {
          send(0);
        }
      }));
      place.querySelector("h2").focus();
      announce(t("conflict.title"));
    } catch (e) {
      if (!signal.aborted && e instanceof Failure && e.passes) {
        messages.replaceChildren(retrying(e, tries, () => compare(tries + 1), { signal, giveUp }));
      } else if (!signal.aborted) {
        busy(false);
        messages.replaceChildren(refused(e));
      }
    }
  }

  /** Who is disabled loses the focus. */
  function busy(is) {
    focused = is && !inputs.disabled ? document.activeElement : focused;
    inputs.disabled = is;
    if (!is && focused?.checkVisibility()) {
      focused.focus();
    }
    save.textContent = t(is ? "save.saving" : "save");
  }

  function atTheirFields(failure) {
    const wrong = fields.filter(field => {
      const error = failure.errors.find(each => each.pointer === `/${field.name.replace(".", "/")}`);
      if (error) {
        field.fault(failure.status === 409 ? t("rule.taken") : rule(field.name, error.detail));
      }
      return error;
    });
    wrong[0]?.focus();
  }
}

/** A rule in the reader's language, or in the service's words. */
export function rule(name, detail) {
  return has(`rule.${name}`) ? t(`rule.${name}`) : detail;
}

function at(data, name) {
  return name.split(".").reduce((value, part) => value?.[part], data);
}

function patch(fields) {
  const all = {};
  for (const field of fields) {
    const parts = field.name.split(".");
    const last = parts.pop();
    parts.reduce((object, part) => (object[part] ??= {}), all)[last] = field.value();
  }
  return all;
}

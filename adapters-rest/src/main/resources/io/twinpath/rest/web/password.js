import { Failure, post } from "./api.js";
import { h } from "./dom.js";
import { rule } from "./editor.js";
import { textField } from "./fields.js";
import { announce, notice, refused, retrying } from "./notice.js";
import { heading, section } from "./page.js";
import { guard, signOut } from "./router.js";
import { token } from "./store.js";
import { t } from "./texts.js";

export function password({ place, signal }) {
  const present = textField({
    name: "current_password", label: t("password.current"), type: "password", autocomplete: "current-password" });
  const chosen = textField({
    name: "new_password", label: t("password.new"), hint: t("password.new.hint"), type: "password", autocomplete: "new-password" });
  const fields = [present, chosen];
  const messages = h("div", { class: "messages" });
  const button = h("button", { type: "submit", class: "button" }, t("password.submit"));
  const inputs = h("fieldset", { class: "bare" },
    section(t("password.both"), t("password.text"), present.element, chosen.element, h("div", { class: "actions" }, button)));
  place.replaceChildren(h("form", { novalidate: true, onsubmit: submit }, messages, inputs));
  guard(() => fields.some(each => each.value()));
  return heading(t("password.title"), t("password.lead"));

  function submit(event) {
    event.preventDefault();
    fields.forEach(each => each.fault(each.value() ? null : t("password.missing")));
    const missing = fields.find(each => !each.value());
    if (missing) {
      missing.focus();
    } else {
      send(0);
    }
  }

  async function send(tries) {
    inputs.disabled = true;
    try {
      const { data } = await post("auth/password", { current_password: present.value(), new_password: chosen.value() });
      token.set(data.access_token);
      fields.forEach(each => each.set(""));
      messages.replaceChildren(notice("good", t("password.done"), t("password.done.text")));
      announce(t("password.done"));
      inputs.disabled = false;
      document.querySelector("h1").focus();
    } catch (e) {
      if (!(e instanceof Failure)) {
        throw e;
      }
      failed(e, tries);
    }
  }

  function failed(failure, tries) {
    if (signal.aborted) {
      return;
    }
    if (failure.status === 401) {
      signOut("login.expired", true);
    } else if (failure.kind === "outcome-unknown") {
      signOut("password.unknown", true); // either password may be the right one now, and the token refused
    } else if (failure.passes) {
      messages.replaceChildren(retrying(failure, tries, () => send(tries + 1), { signal, giveUp }));
    } else {
      inputs.disabled = false;
      messages.replaceChildren(refused(failure));
      announce(messages.textContent);
      for (const field of [...fields].reverse()) {
        const error = failure.errors.find(each => each.pointer === `/${field.name}`);
        if (error) {
          field.fault(rule(field.name, error.detail));
          field.focus();
        }
      }
    }
  }

  function giveUp() {
    inputs.disabled = false;
    messages.replaceChildren();
    button.focus();
  }
}

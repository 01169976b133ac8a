import { Failure, post, read } from "./api.js";
import { h } from "./dom.js";
import { textField } from "./fields.js";
import { logo, picture, rule } from "./mark.js";
import { announce, countdown, notice, reason, requestId, retrying } from "./notice.js";
import { comeIn, takeFarewell } from "./router.js";
import { applyTheme, locale, theme, token } from "./store.js";
import { t } from "./texts.js";

/** The page of those who are not logged in. */
export function login({ signal, languages }) {
  const name = textField({ name: "login", label: t("login.name"), autocomplete: "username", autocapitalize: "none" });
  const password = textField({
    name: "password", label: t("login.password"), type: "password", autocomplete: "current-password" });
  const farewell = takeFarewell();
  const messages = h("div", { class: "messages" }, farewell && notice("note", t(farewell)));
  const button = h("button", { type: "submit", class: "button wide" }, t("login.submit"));
  if (farewell) {
    announce(t(farewell));
  }
  return h("div", { class: "login" },
    h("aside", { class: "login-picture", "aria-label": "Twinpath" }, picture(), h("p", { class: "login-claim" }, t("login.claim"))),
    h("div", { class: "login-side" },
      h("header", { class: "login-top" }, logo(), languages),
      h("main", { id: "main", tabindex: -1 },
        h("h1", { tabindex: -1 }, t("login.title")), rule(),
        messages,
        h("form", { class: "login-form", novalidate: true, onsubmit: submit }, name.element, password.element, button))));

  function submit(event) {
    event.preventDefault();
    name.fault(name.value() ? null : t("login.name.missing"));
    password.fault(password.value() ? null : t("login.password.missing"));
    const missing = [name, password].find(each => !each.value());
    if (missing) {
      missing.focus();
    } else if (!button.disabled) {
      send(0);
    }
  }

  async function send(tries) {
    button.disabled = true;
    button.textContent = t("login.trying");
    try {
      const { data } = await post("auth/login", { login: name.value().trim(), password: password.value() });
      token.set(data.access_token);
      await furnish();
      comeIn();
    } catch (e) {
      if (!(e instanceof Failure)) {
        throw e;
      }
      failed(e, tries);
    }
  }

  function failed(failure, tries) {
    if (failure.passes && failure.status !== 429) {
      messages.replaceChildren(retrying(failure, tries, () => send(tries + 1), { signal, giveUp: ready }));
      return;
    }
    const wrong = failure.status === 401 || failure.status === 422;
    const wait = h("p", { class: "count" });
    messages.replaceChildren(notice("bad", wrong ? t("login.wrong") : reason(failure), wrong ? t("login.wrong.text") : wait,
      wrong ? "" : requestId(failure) ?? ""));
    announce(messages.textContent);
    button.textContent = t("login.submit");
    if (failure.retryAfter) {
      countdown(failure.retryAfter, left => (wait.textContent = t("login.wait", { seconds: left })), ready, signal);
    } else {
      button.disabled = false;
      password.set("");
      password.focus();
    }
  }

  function ready() {
    messages.replaceChildren();
    button.disabled = false;
    button.textContent = t("login.submit");
    button.focus();
  }
}

/** The user's theme and language from the start; without them the page is only plainer. */
async function furnish() {
  try {
    const { data } = await read("settings");
    theme.set(data.theme);
    locale.set(data.locale);
    applyTheme(data.theme);
  } catch {
    // the pages say so themselves, if it lasts
  }
}

// What is said to the user beside what they asked for: that it worked, that it did not and why, when it is tried again.

import { h } from "./dom.js";
import { has, t } from "./texts.js";

const region = h("p", { class: "sr", role: "status", id: "announcer" });

/** For those who hear the page. */
export function announce(text) {
  if (!region.isConnected) {
    document.body.append(region);
  }
  region.textContent = "";
  setTimeout(() => (region.textContent = text)); // the same words once more are a change as well
}

/** @param kind good, bad or note */
export function notice(kind, title, ...content) {
  return h("div", { class: `notice ${kind}`, role: "group", "aria-label": title },
    h("p", { class: "notice-title" }, title),
    ...content.map(each => (typeof each === "string" ? h("p", {}, each) : each)));
}

export function reason(failure) {
  const key = `problem.${failure.kind}`;
  return has(key) ? t(key) : t("problem.other");
}

/** By which the operators find the request in their log. */
export function requestId(failure) {
  return failure.requestId && h("p", { class: "request-id" }, t("problem.request"), " ", h("code", {}, failure.requestId));
}

export function refused(failure) {
  return notice("bad", t("problem.title"), reason(failure), requestId(failure) ?? "");
}

/**
 * Says why, counts the seconds and then tries again; or at once, when asked to.
 *
 * @param tries that there were, for a service that does not say when
 * @param giveUp what is done when the user does not want it tried again; without it, they cannot say so
 */
export function retrying(failure, tries, again, { signal, giveUp } = {}) {
  const seconds = Math.max(1, failure.retryAfter ?? Math.min(15, 2 ** Math.min(4, tries + 1)));
  const count = h("span", { class: "count" });
  const stop = countdown(seconds, left => (count.textContent = t("retry.in", { seconds: left })), act, signal);
  const button = h("button", { type: "button", class: "button small", onclick: act }, t("retry.now"));
  const element = notice("bad", t("problem.title.wait"),
    reason(failure),
    h("div", { class: "retry" },
      count,
      button,
      giveUp && h("button", { type: "button", class: "button small plain", onclick: end }, t("retry.stop"))),
    requestId(failure) ?? "");
  if (tries === 0) {
    announce(`${t("problem.title.wait")} ${reason(failure)} ${t("retry.in", { seconds })}`);
  }
  return element;

  function act() {
    stop();
    button.setAttribute("aria-disabled", "true");
    count.textContent = t("retry.trying");
    again();
  }

  function end() {
    stop();
    giveUp();
  }
}

/** Gives a function that ends it. */
export function countdown(seconds, tick, end, signal) {
  const due = performance.now() + seconds * 1000;
  let timer;
  step();
  signal?.addEventListener("abort", () => clearTimeout(timer));
  return () => clearTimeout(timer);

  function step() {
    const left = due - performance.now();
    if (left <= 0) {
      end();
      return;
    }
    tick(Math.ceil(left / 1000));
    timer = setTimeout(step, Math.min(left, (left % 1000) + 1));
  }
}

// One data path: whether it is reached, its breaker, its pool and what went wrong last.

import { h } from "./dom.js";
import { date, number, t } from "./texts.js";

export function panel(path) {
  const reach = h("p", { class: "badge" });
  const meter = h("meter", { min: 0, class: "meter", "aria-label": t("status.pool") });
  const facts = h("dl", { class: "facts" });
  const error = h("p", { class: "last-error" });
  return {
    element: h("section", { class: `card path ${path}` },
      h("header", {}, h("div", {}, h("h2", {}, t(`status.path.${path}`)), h("p", { class: "hint" }, t(`status.path.${path}.role`))), reach),
      meter, facts,
      h("h3", {}, t("status.error")), error),
    show,
  };

  /** @param rates of the path: served, failed */
  function show(health, rates) {
    const pool = health[`${path}_pool`];
    const reached = health.connectivity[path];
    const breaker = health.breakers[path];
    reach.className = `badge ${reached.up ? "good" : "bad"}`;
    reach.textContent = reached.up
      ? t("status.reached", { time: milliseconds(reached.latency_seconds ?? 0) })
      : t("status.reached.not");
    meter.max = Math.max(1, pool.size);
    meter.value = pool.active;
    facts.replaceChildren(...[
      [t("status.breaker"), t(`status.breaker.${breaker}`), breaker === "closed" ? "" : "odd"],
      [t("status.rate"), number(rates.served, 1)],
      [t("status.failed"), number(rates.failed, 1), rates.failed > 0 ? "odd" : ""],
      [t("status.pool"), `${t("status.pool.of", pool)}, ${pool.near_exhaustion ? t("status.pool.exhausted") : t("status.pool.idle", pool)}`,
        pool.near_exhaustion ? "odd" : ""],
      [t("status.pending"), number(pool.pending)],
      [t("status.acquire"), milliseconds(pool.acquire_seconds)],
      [t("status.timeouts"), number(pool.timeouts)],
    ].map(([term, value, kind]) => h("div", { class: kind }, h("dt", {}, term), h("dd", {}, value))));
    const last = pool.last_error;
    error.replaceChildren(...(last
      ? [h("time", { datetime: last.time }, date(last.time)), " ", h("code", {}, [last.class, last.sqlstate].filter(Boolean).join(" ")), " ", last.text]
      : [t("status.error.none")]));
  }
}

export function milliseconds(seconds) {
  return `${number(seconds * 1000, seconds < 0.1 ? 1 : 0)} ms`;
}

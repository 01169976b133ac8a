// The operators' page: asks the management listener, whose page it is, every second.

import { chart } from "./chart.js";
import { h } from "./dom.js";
import { interval, parse } from "./figures.js";
import { logo, rule } from "./mark.js";
import { milliseconds, panel } from "./panel.js";
import { language } from "./store.js";
import { LANGUAGES, current, date, number, t } from "./texts.js";

const EVERY = 1000;
const PATIENCE = 3000;
const KEPT = 180;
const PATHS = ["async", "sync"];

const points = [];
let before = null;
let latest = null;
let paused = false;
let view = draw();
ask();

async function ask() {
  const due = performance.now() + EVERY;
  if (!paused) {
    await look();
  }
  setTimeout(ask, Math.max(0, due - performance.now()));
}

async function look() {
  try {
    const [health, metrics] = await Promise.all([get("health/database"), get("metrics")]);
    const after = { time: Date.now() / 1000, metrics: parse(metrics) };
    latest = { health: JSON.parse(health), ...figures(before ?? after, after) };
    if (before) {
      points.push([after.time, latest]);
      points.splice(0, points.length - KEPT);
    }
    before = after;
    view.show(latest);
  } catch {
    view.lost();
  }
}

async function get(path) {
  const response = await fetch(path, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) {
    throw new Error(path);
  }
  return response.text();
}

function figures(from, to) {
  const { perSecond, quantile } = interval(from, to);
  const requests = fits => perSecond("http_server_requests_seconds_count", fits);
  return {
    p95: quantile(0.95, "database_operation_duration_seconds"),
    requests: requests(() => true),
    errors: requests(labels => labels.status.startsWith("5")),
    rates: Object.fromEntries(PATHS.map(path => [path, {
      served: perSecond("database_connections_total", labels => labels.connection_type === path),
      failed: perSecond("database_attempts_total",
        labels => labels.connection_type === path && !["ok", "refused"].includes(labels.outcome)),
    }])),
  };
}

function draw() {
  const state = h("h2", {});
  const words = h("p", {});
  const total = h("p", { class: "total" });
  const banner = h("section", { class: "banner" }, h("div", { role: "status" }, state, words), total);
  const panels = Object.fromEntries(PATHS.map(path => [path, panel(path)]));
  const lines = PATHS.map(path => ({ name: t(`status.series.${path}`), key: path }));
  const charts = {
    rate: chart({ title: t("status.chart.rate"), text: t("status.chart.rate.text"), series: lines }),
    latency: chart({ title: t("status.chart.latency"), text: t("status.chart.latency.text"),
      series: [...lines, { name: t("status.series.p95"), key: "calls", dashed: true }] }),
    pool: chart({ title: t("status.chart.pool"), text: t("status.chart.pool.text"), series: lines }),
  };
  const pause = h("button", { type: "button", class: "button small plain", onclick: toggle }, t(paused ? "status.go" : "status.pause"));
  document.documentElement.lang = current();
  document.title = `${t("status.title")} – Twinpath`;
  document.querySelector(".frame")?.remove();
  document.body.prepend(h("div", { class: "frame" },
    h("header", { class: "top" }, h("div", { class: "top-inner" }, logo(),
      h("div", { class: "tools" },
        h("div", { class: "languages", role: "group", "aria-label": t("languages") }, ...LANGUAGES.map(each => h("button", {
          type: "button", lang: each, "aria-pressed": String(each === current()), "aria-label": t(`language.${each}`),
          onclick: () => speak(each) }, each.toUpperCase()))),
        pause))),
    h("main", { class: "main wide" },
      h("header", { class: "heading" }, h("h1", {}, t("status.title")), rule(), h("p", { class: "lead" }, t("status.lead"))),
      banner,
      h("div", { class: "charts" }, ...Object.values(charts).map(each => each.element)),
      h("div", { class: "paths" }, ...PATHS.map(path => panels[path].element)))));
  return { show, lost };

  function toggle() {
    paused = !paused;
    pause.textContent = t(paused ? "status.go" : "status.pause");
  }

  function show({ health, rates, p95, requests, errors }) {
    const since = health.degraded_since ? date(health.degraded_since) : "";
    say(health.status, t(`status.${health.status}.text`, { since }));
    total.textContent = t("status.total", { rate: number(requests, 1), failed: number(errors, 1) });
    PATHS.forEach(path => panels[path].show(health, rates[path]));
    charts.rate.draw(columns(each => PATHS.map(path => each.rates[path].served)), PATHS.map(path => number(rates[path].served, 1)));
    charts.latency.draw(
      columns(each => [...PATHS.map(path => inMs(each.health.connectivity[path].latency_seconds)), inMs(each.p95)]),
      [...PATHS.map(path => inWords(health.connectivity[path].latency_seconds)), inWords(p95)]);
    charts.pool.draw(
      columns(each => PATHS.map(path => each.health[`${path}_pool`].active)),
      PATHS.map(path => number(health[`${path}_pool`].active)));
  }

  function lost() {
    say("unknown", t("status.unknown.text"));
  }

  /** What has not changed is not said again. */
  function say(status, text) {
    banner.className = `banner ${status}`;
    if (state.textContent !== t(`status.${status}`)) {
      state.textContent = t(`status.${status}`);
    }
    if (words.textContent !== text) {
      words.textContent = text;
    }
  }
}

/** The times, then one list for each series. */
function columns(values) {
  const rows = points.map(([time, each]) => [time, ...values(each)]);
  return rows.length === 0 ? [[], ...values(latest).map(() => [])] : rows[0].map((first, i) => rows.map(row => row[i]));
}

function inMs(seconds) {
  return seconds == null ? null : seconds * 1000;
}

function inWords(seconds) {
  return seconds == null ? "–" : milliseconds(seconds);
}

function speak(name) {
  language.set(name);
  view = draw();
  if (latest) {
    view.show(latest);
  }
}

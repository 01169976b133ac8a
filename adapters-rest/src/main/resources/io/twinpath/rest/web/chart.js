// A line for each series over the last minutes, in the colours of the page.

import uPlot from "../lib/uplot-1.6.30/uPlot.esm.js";
import { h, unique } from "./dom.js";

const HEIGHT = 190;

/**
 * @param series each with a name, the key by which the style sheet knows its colour, and whether its line is dashed
 * @return its element, and draw(columns): the times, then the values of each series
 */
export function chart({ title, text, series }) {
  const id = unique("chart");
  const latest = series.map(() => h("strong", {}));
  const keys = series.map(each => h("span", { class: `key ${each.key}`, "aria-hidden": "true" }));
  const hint = h("p", { class: "hint" }, text);
  const canvas = h("div", { class: "plot", "aria-hidden": "true" });
  const element = h("figure", { class: "card chart", "aria-labelledby": id },
    h("figcaption", {}, h("h2", { id }, title), hint),
    h("ul", { class: "legend" }, ...series.map((each, i) =>
      h("li", {}, keys[i], each.name, " ", latest[i]))),
    canvas);
  let data = [[], ...series.map(() => [])];
  let plot = null;
  new ResizeObserver(() => plot?.setSize(size())).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plot && make());
  return { element, draw };

  function draw(columns, words) {
    data = columns;
    words.forEach((each, i) => (latest[i].textContent = each));
    if (plot) {
      plot.setData(data);
    } else if (canvas.isConnected && data[0].length > 1) {
      make();
    }
  }

  function make() {
    plot?.destroy();
    const style = getComputedStyle(element);
    const axis = { stroke: getComputedStyle(hint).color, font: `12px ${style.fontFamily}`, ticks: { show: false } };
    plot = new uPlot({
      ...size(),
      legend: { show: false },
      cursor: { show: false },
      padding: [8, 8, 0, 0],
      scales: { x: { time: false, range: (u, min, max) => [Math.min(min, max - 60), max] },
        y: { range: (u, min, max) => [0, nice(max)] } },
      axes: [
        { ...axis, grid: { show: false }, space: 70, values: (u, all) => all.map(clock) },
        { ...axis, size: 44, grid: { stroke: style.borderBottomColor, width: 1 }, space: 44 },
      ],
      series: [{}, ...series.map((each, i) => ({
        stroke: getComputedStyle(keys[i]).color, width: 2, points: { show: false }, spanGaps: true, dash: each.dashed ? [5, 4] : undefined }))],
    }, data, canvas);
  }

  function size() {
    return { width: Math.max(200, canvas.clientWidth), height: HEIGHT };
  }
}

/** Room above the highest. */
function nice(max) {
  return Math.max(1, (max ?? 0) * 1.2);
}

function clock(seconds) {
  const time = new Date(seconds * 1000);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map(each => String(each).padStart(2, "0")).join(":");
}

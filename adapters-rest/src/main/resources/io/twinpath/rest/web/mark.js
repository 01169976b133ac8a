// Two paths that run side by side and meet: the sign of this house.

import { h, svg } from "./dom.js";

export function logo() {
  return h("span", { class: "logo" },
    svg("svg", { viewBox: "0 0 32 32", "aria-hidden": "true", class: "logo-mark" },
      svg("path", { class: "path-one", d: "M3 8h8c8 0 7 8 14 8" }),
      svg("path", { class: "path-two", d: "M3 24h8c8 0 7-8 14-8" }),
      svg("circle", { class: "node", cx: 26, cy: 16, r: 4 })),
    h("span", { class: "logo-word" }, "Twinpath"));
}

/** Under a title: both paths along its width, and where they meet. */
export function rule() {
  return svg("svg", { viewBox: "0 0 240 14", "aria-hidden": "true", class: "rule" },
    svg("path", { class: "path-one", d: "M1 3h190c20 0 18 4 36 4" }),
    svg("path", { class: "path-two", d: "M1 11h190c20 0 18-4 36-4" }),
    svg("circle", { class: "node", cx: 231, cy: 7, r: 4 }));
}

/** The large one beside the log-in. */
export function picture() {
  return svg("svg", { viewBox: "0 0 600 800", "aria-hidden": "true", class: "picture", preserveAspectRatio: "xMidYMid slice" },
    ...[0, 1, 2, 3, 4, 5, 6].map(i => svg("path", { class: "contour", d: contour(i) })),
    svg("path", { class: "path-one draw", pathLength: 1, d: "M-20 200H150C330 200 250 470 430 470" }),
    svg("path", { class: "path-two draw", pathLength: 1, d: "M-20 640H120C300 640 270 470 430 470" }),
    svg("path", { class: "path-both draw later", pathLength: 1, d: "M430 470H620" }),
    svg("circle", { class: "stop", cx: 110, cy: 200, r: 9 }),
    svg("circle", { class: "stop", cx: 90, cy: 640, r: 9 }),
    svg("circle", { class: "node", cx: 430, cy: 470, r: 17 }));
}

function contour(i) {
  const high = 60 + 40 * i;
  const low = 780 - 40 * i;
  return `M-20 ${high}H${190 + 8 * i}C${400 + 12 * i} ${high} ${300 + 10 * i} ${low} ${520 + 10 * i} ${low}H640`;
}

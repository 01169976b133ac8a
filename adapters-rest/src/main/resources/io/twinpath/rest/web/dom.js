// Elements made of data. A text only ever becomes text: nothing that somebody wrote can become markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element; a property that begins with "on" listens, one that is true stands without a value. */
export function h(name, properties = {}, ...children) {
  return fill(document.createElement(name), properties, children);
}

export function svg(name, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, name), properties, children);
}

/** An id that no other element has. */
export function unique(name) {
  return `${name}-${++made}`;
}

let made = 0;

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value != null && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter(child => child != null && child !== false));
  return element;
}

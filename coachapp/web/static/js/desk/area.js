// An area of a page: drawn with the mouse, moved and sized by arrow keys, or given in numbers. The fields of the form hold it.
import { choose, compose, desk, settle, wide } from "./rail.js";

const SVG = "http://www.w3.org/2000/svg";
const NAMES = ["page", "x", "y", "width", "height"];
const button = () => document.querySelector("[data-area-draw]");
const field = (name) => compose()?.elements[`area-${name}`];
const pages = () => [...(desk()?.querySelectorAll(".doc-page[data-page]") ?? [])].filter((page) => page.querySelector("img"));
let from = null;

export const hasArea = () => Boolean(field("page")?.value);

function read() {
  if (!hasArea()) return null;
  return Object.fromEntries(NAMES.map((name) => [name, Number(field(name).value || field(name).placeholder)]));
}

function show() {
  document.getElementById("area-drawn")?.remove();
  const area = read();
  const page = area && pages().find((each) => Number(each.dataset.page) === area.page);
  if (!page) return;
  const layer = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ id: "area-drawn", class: "marks-layer", viewBox: "0 0 100 100", preserveAspectRatio: "none", "hx-morph-skip": "" })) layer.setAttribute(name, value);
  const box = document.createElementNS(SVG, "rect");
  box.setAttribute("class", "marked-drawn");
  for (const name of ["x", "y", "width", "height"]) box.setAttribute(name, area[name]);
  layer.append(box);
  page.append(layer);
  compose().heldAt = layer.getBoundingClientRect().top + scrollY + (layer.getBoundingClientRect().height * area.y) / 100;
}

function write(area) {
  const kept = { ...area };
  for (const name of ["x", "y"]) kept[name] = Math.min(Math.max(kept[name], 0), 99);
  kept.width = Math.min(Math.max(kept.width, 0.5), 100 - kept.x);
  kept.height = Math.min(Math.max(kept.height, 0.5), 100 - kept.y);
  for (const name of NAMES) field(name).value = Math.round(kept[name] * 100) / 100;
  for (const name of ["start", "end", "quote"]) compose().elements[name].value = "";
  show();
}

export function clear() {
  document.getElementById("area-drawn")?.remove();
  for (const name of NAMES) if (field(name)) field(name).value = "";
  drawing(false);
}

function drawing(on) {
  desk()?.classList.toggle("is-drawing", on);
  button()?.setAttribute("aria-pressed", String(on));
}

function opened({ focus }) {
  compose().setAttribute("data-open", "");
  compose().querySelector("[data-area-fields]").open = true;
  choose(compose());
  settle();
  if (!focus) return;
  compose().elements.body.focus({ preventScroll: wide.matches });
  compose().scrollIntoView({ block: "nearest" });
}

// by keys: a box in the middle of the page in sight, which arrows move and, with Shift, size
export function begin() {
  if (!field("page") || !pages().length) return;
  const middle = innerHeight / 2;
  const seen = pages().find((page) => page.getBoundingClientRect().bottom > middle) ?? pages()[0];
  const home = seen.getBoundingClientRect();
  const y = Math.min(Math.max(((middle - home.top) / home.height) * 100 - 5, 0), 90);
  drawing(true);
  write({ page: Number(seen.dataset.page), x: 30, y, width: 40, height: 10 });
  opened({ focus: false });
  button()?.focus({ preventScroll: true });
}

function at(event, page) {
  const home = page.getBoundingClientRect();
  return { x: ((event.clientX - home.left) / home.width) * 100, y: ((event.clientY - home.top) / home.height) * 100 };
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-area-draw]")) {
    if (desk().classList.contains("is-drawing")) drawing(false);
    else if (event.detail === 0) begin();
    else drawing(true);
  }
});
document.addEventListener("pointerdown", (event) => {
  const page = event.target.closest?.(".doc-page[data-page]");
  if (!desk()?.classList.contains("is-drawing") || !page || !compose()) return;
  event.preventDefault();
  page.setPointerCapture(event.pointerId);
  from = { page, ...at(event, page) };
});
document.addEventListener("pointermove", (event) => {
  if (!from) return;
  const to = at(event, from.page);
  const [x, right] = [from.x, to.x].sort((a, b) => a - b);
  const [y, below] = [from.y, to.y].sort((a, b) => a - b);
  write({ page: Number(from.page.dataset.page), x, y, width: right - Math.max(x, 0), height: below - Math.max(y, 0) });
});
document.addEventListener("pointerup", () => {
  if (!from) return;
  from = null;
  if (!hasArea()) return;
  drawing(false);
  opened({ focus: true });
});
document.addEventListener("input", (event) => { if (event.target.name?.startsWith("area-")) show(); });
document.addEventListener("keydown", (event) => {
  if (event.target !== button() || !hasArea()) return;
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (event.key === "Enter") {
    event.preventDefault();
    drawing(false);
    opened({ focus: true });
  }
  if (!way) return;
  event.preventDefault();
  const area = read();
  const [across, down] = event.shiftKey ? ["width", "height"] : ["x", "y"];
  write({ ...area, [across]: area[across] + way[0], [down]: area[down] + way[1] });
});

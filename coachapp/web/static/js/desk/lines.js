// A cursor over the lines of the document: Shift J and Shift K walk, and what is marked is selected as if by the mouse.
import { compose, desk } from "./rail.js";

const said = Object.assign(document.createElement("p"), { className: "visually-hidden" });
said.setAttribute("role", "status");
document.body.append(said);
const ring = Object.assign(document.createElement("span"), { className: "line-cursor", hidden: true });
ring.setAttribute("hx-morph-skip", "");
let at = null; // where the marked line begins in the text
let owed = 0; // a step that waits for the words of the next page
let walking = false;

const HEIGHT = 0.85; // a word's font size is this part of its height, and it stands on 0.8 of it: _text_layer.svg
function reach(word) {
  const height = Number(word.getAttribute("font-size")) / HEIGHT;
  const top = Number(word.getAttribute("y")) - 0.8 * height;
  return [top, top + height];
}

// words of one page stand on one line if half of the smaller one does; each block of a text is a line of its own
function beside(left, right) {
  if (left.parentNode !== right.parentNode || !right.namespaceURI.endsWith("svg")) return false;
  const [[a, b], [c, d]] = [reach(left), reach(right)];
  return Math.min(b, d) - Math.max(a, c) > Math.min(b - a, d - c) / 2;
}

function lines() {
  const found = [];
  let last = null;
  for (const word of desk().querySelectorAll("[data-passages] [data-start]")) {
    if (!word.textContent.trim()) continue;
    if (last && beside(last, word)) found.at(-1).push(word);
    else found.push([word]);
    last = word;
  }
  return found;
}

// what stands at the top of the window hides what is below it
const under = () => Math.max(0, ...[...document.querySelectorAll(".desk-head, [data-doc-tools]")].map((bar) => bar.getBoundingClientRect().bottom));

function rangeOf(line) {
  const [first, last] = [line[0], line.at(-1)].map((word) => (word.namespaceURI.endsWith("svg") ? word.firstChild : word));
  const range = document.createRange();
  range.setStart(first, 0);
  range.setEnd(last, last.length ?? last.childNodes.length);
  return range;
}

function bring(line) {
  line[0].scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  const box = rangeOf(line).getBoundingClientRect();
  const top = under() + 24;
  if (box.top < top || box.bottom > innerHeight * 0.75) scrollBy({ top: box.top - Math.max(top, innerHeight * 0.35), behavior: "instant" });
}

function draw(line) {
  const home = desk();
  const [from, box] = [home.getBoundingClientRect(), rangeOf(line).getBoundingClientRect()];
  home.style.position = "relative";
  Object.assign(ring.style, { top: `${box.top - from.top - 3}px`, left: `${box.left - from.left - 4}px`, width: `${box.width + 8}px`, height: `${box.height + 6}px` });
  ring.hidden = false;
  home.append(ring);
}

function hide() {
  ring.hidden = true;
  owed = 0;
}

export function line(by) {
  const all = compose() ? lines() : [];
  if (!all.length) return;
  const before = all.findLastIndex((each) => Number(each[0].dataset.start) <= at);
  const now = at === null ? all.findIndex((each) => each[0].getBoundingClientRect().top >= under()) : before + by;
  const next = all[Math.min(Math.max(now, 0), all.length - 1)];
  at = Number(next[0].dataset.start);
  document.activeElement?.blur?.();
  owed = now >= all.length && desk().querySelector(".layer-later") ? by : 0;
  bring(next);
  const chosen = document.getSelection();
  chosen.removeAllRanges();
  chosen.addRange(rangeOf(next));
  walking = true;
  document.dispatchEvent(new Event("passage-set"));
  walking = false;
  draw(next);
  said.textContent = next.map((word) => word.textContent).join(" ");
}

document.addEventListener("htmx:after:swap", () => { if (owed) line(owed); });
document.addEventListener("passage-selected", (event) => {
  if (walking) return;
  hide();
  at = event.detail.start;
}, true);
document.addEventListener("passage-cleared", hide);
document.addEventListener("focusin", hide);
addEventListener("resize", hide);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !ring.hidden && !document.querySelector("dialog[open]")) document.getSelection()?.removeAllRanges();
});

// Comments beside their passage: level with it where there is room, and sliding apart without jumping.
import { show } from "./sight.js";

export const wide = matchMedia("(min-width: 64rem)");
const GAP = 12;
let active = null;

export const chosen = () => active;
export const desk = () => document.getElementById("desk");
export const rail = () => desk()?.querySelector("[data-rail]");
export const compose = () => document.getElementById("compose");
export const cards = () => [...(rail()?.querySelectorAll(":scope > .comment") ?? [])].filter((card) => card.offsetParent !== null || card.matches("[data-card]"));
const marks = (id) => [...(desk()?.querySelectorAll("[data-comment]") ?? [])].filter((mark) => mark.dataset.comment.split(" ").includes(id));

function wanted(card, top) {
  if (card === compose()) return card.heldAt === undefined ? 0 : card.heldAt - scrollY - top;
  const mark = marks(card.dataset.card)[0];
  return mark ? mark.getBoundingClientRect().top - top : null;
}

export function spread() {
  const place = rail();
  if (!place) return;
  const shown = cards().filter((card) => getComputedStyle(card).display !== "none");
  place.classList.toggle("rail-level", wide.matches);
  if (!wide.matches) {
    place.style.removeProperty("height");
    shown.forEach((card) => card.style.removeProperty("top"));
    return;
  }
  const top = place.getBoundingClientRect().top;
  const hint = place.querySelector("[data-hint]")?.offsetHeight ?? 0;
  const rows = shown.map((card) => ({ card, at: wanted(card, top), height: card.offsetHeight }));
  const whole = rows.filter((row) => row.at === null);
  const level = rows.filter((row) => row.at !== null).sort((a, b) => a.at - b.at);
  if (level.length) stack(level, hint ? hint + GAP : 0);
  let end = level.length ? Math.max(...level.map((row) => row.top + row.height)) : hint;
  for (const row of whole) {
    row.top = end + GAP;
    end = row.top + row.height;
  }
  for (const row of rows) row.card.style.top = `${Math.round(row.top)}px`;
  place.style.height = `${Math.round(end)}px`;
}

function pile(rows, from) {
  for (const row of rows) {
    row.top = Math.max(row.at, from);
    from = row.top + row.height + GAP;
  }
}

// the chosen card stands level with its passage; what has no room above it comes below
function stack(level, floor) {
  const pinned = Math.max(0, level.findIndex((row) => row.card === active));
  const top = Math.max(level[pinned].at, floor);
  let [room, fit] = [top - floor, 0];
  while (fit < pinned && room >= level[fit].height + GAP) {
    room -= level[fit].height + GAP;
    fit += 1;
  }
  pile(level.slice(0, fit), floor);
  for (let i = fit - 1, end = top; i >= 0; i -= 1) end = level[i].top = Math.min(level[i].top, end - level[i].height - GAP);
  pile([level[pinned], ...level.slice(fit, pinned), ...level.slice(pinned + 1)], top);
}

export function settle() {
  rail()?.classList.add("rail-still");
  spread();
  requestAnimationFrame(() => rail()?.classList.remove("rail-still"));
}

// where it will stand is asked, for it may still be on its way there
function bring(card, mark) {
  const place = rail();
  if (!wide.matches || !place?.contains(card)) {
    (mark ?? card).scrollIntoView({ block: "center", behavior: "auto" });
    return;
  }
  const top = place.getBoundingClientRect().top + parseFloat(card.style.top);
  const from = Math.min(top, mark?.getBoundingClientRect().top ?? top);
  show(from, top + card.offsetHeight - from);
}

export function choose(card, { scroll = false, focus = null } = {}) {
  active?.classList.remove("comment-active");
  desk()?.querySelectorAll(".marked-active, .anchor-active").forEach((mark) => mark.classList.remove("marked-active", "anchor-active"));
  active = card;
  if (!card) return;
  card.classList.add("comment-active");
  const mine = marks(card.dataset.card ?? "");
  mine.forEach((mark) => mark.classList.add(mark.namespaceURI.endsWith("svg") ? "marked-active" : "anchor-active"));
  focus?.focus({ preventScroll: true });
  spread();
  if (scroll) bring(card, wide.matches ? mine[0] : focus ?? mine[0]);
}

// a swap may have put another card in its place
export function renew() {
  if (active && !active.isConnected) choose(document.getElementById(active.id));
}

// a mark lies below the words, so the place is asked, not what was hit
function markAt(event) {
  if (!event.target.closest?.("[data-passages]")) return null;
  return document.elementsFromPoint(event.clientX, event.clientY).find((found) => found.dataset?.comment) ?? null;
}

document.addEventListener("click", (event) => {
  const mark = markAt(event);
  if (mark && !(document.getSelection()?.isCollapsed ?? true)) return;
  const card = mark ? document.getElementById(`comment-${mark.dataset.comment.split(" ")[0]}`) : event.target.closest?.("[data-rail] > .comment, [data-lost] > .comment");
  if (!card || card === active) return;
  choose(card);
  if (mark && !(wide.matches && rail().contains(card))) card.scrollIntoView({ block: "center" });
});
// while a pointer is down nothing moves below it: the click that follows chooses the card
let pressed = false;
addEventListener("pointerdown", () => { pressed = true; }, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { pressed = false; }, true);
document.addEventListener("focusin", (event) => {
  if (pressed) return;
  const card = event.target.closest?.("[data-rail] > .comment[data-card], [data-lost] > .comment");
  if (card && card !== active) choose(card);
});

// what has no place in this version stands on top, and is stepped through first
const lost = () => [...document.querySelectorAll("details[open] > [data-lost] > .comment")];

// the order of the page; what has no mark on it comes last, as it stands
function inOrder() {
  const all = cards().filter((card) => card.matches("[data-card]"));
  if (!wide.matches) return all;
  const place = new Map(all.map((card) => [card, wanted(card, 0) ?? Infinity]));
  return all.sort((a, b) => (place.get(a) === place.get(b) ? 0 : place.get(a) - place.get(b)));
}

export function step(by) {
  const list = [...lost(), ...inOrder()];
  if (!list.length) return;
  const at = list.indexOf(active);
  const card = list[at < 0 && by < 0 ? list.length - 1 : (at + by + list.length) % list.length];
  card.tabIndex = -1;
  choose(card, { scroll: true, focus: card });
}

wide.addEventListener("change", settle);
addEventListener("resize", settle);
addEventListener("load", settle);
document.fonts?.ready.then(settle);
for (const image of document.querySelectorAll(".doc-page img")) image.addEventListener("load", settle);
new ResizeObserver(() => spread()).observe(document.body);
document.addEventListener("toggle", (event) => { if (event.target.closest?.("[data-rail]")) spread(); }, true);

// Comments beside their passage: level with it where there is room, and sliding apart without jumping.
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
  const pinned = Math.max(0, level.findIndex((row) => row.card === active));
  if (level.length) {
    level[pinned].top = Math.max(level[pinned].at, hint && pinned === 0 ? hint + GAP : 0);
    for (let i = pinned + 1; i < level.length; i += 1) level[i].top = Math.max(level[i].at, level[i - 1].top + level[i - 1].height + GAP);
    for (let i = pinned - 1; i >= 0; i -= 1) level[i].top = Math.min(level[i].at, level[i + 1].top - level[i].height - GAP);
    const over = Math.min(...level.map((row) => row.top)) - (hint ? hint + GAP : 0);
    if (over < 0) push(level, -over);
  }
  let end = level.length ? Math.max(...level.map((row) => row.top + row.height)) : hint;
  for (const row of whole) {
    row.top = end + GAP;
    end = row.top + row.height;
  }
  for (const row of rows) row.card.style.top = `${Math.round(row.top)}px`;
  place.style.height = `${Math.round(end)}px`;
}

// what was pushed above the first line comes down again, and shifts only what it would cover
function push(level, by) {
  level[0].top += by;
  for (let i = 1; i < level.length; i += 1) level[i].top = Math.max(level[i].top, level[i - 1].top + level[i - 1].height + GAP);
}

export function settle() {
  rail()?.classList.add("rail-still");
  spread();
  requestAnimationFrame(() => rail()?.classList.remove("rail-still"));
}

export function choose(card, { scroll = false } = {}) {
  active?.classList.remove("comment-active");
  desk()?.querySelectorAll(".marked-active, .anchor-active").forEach((mark) => mark.classList.remove("marked-active", "anchor-active"));
  active = card;
  if (!card) return;
  card.classList.add("comment-active");
  const mine = marks(card.dataset.card ?? "");
  mine.forEach((mark) => mark.classList.add(mark.namespaceURI.endsWith("svg") ? "marked-active" : "anchor-active"));
  spread();
  if (scroll) (mine[0] ?? card).scrollIntoView({ block: "center", behavior: "auto" });
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

export function step(by) {
  const list = [...lost(), ...cards().filter((card) => card.matches("[data-card]"))];
  if (!list.length) return;
  const at = list.indexOf(active);
  choose(list[(at + by + list.length) % list.length] ?? list[0], { scroll: true });
}

wide.addEventListener("change", settle);
addEventListener("resize", settle);
addEventListener("load", settle);
document.fonts?.ready.then(settle);
for (const image of document.querySelectorAll(".doc-page img")) image.addEventListener("load", settle);
new ResizeObserver(() => spread()).observe(document.body);
document.addEventListener("toggle", (event) => { if (event.target.closest?.("[data-rail]")) spread(); }, true);

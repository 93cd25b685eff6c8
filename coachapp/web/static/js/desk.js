// The desk: comments level with their passage, keys, and a draft that saves itself. All of it works plainly without.
import { follow, level } from "./levels.js";

const wide = matchMedia("(min-width: 64rem)");
const GAP = 12;
let active = null;
let held = null;

const desk = () => document.getElementById("desk");
const rail = () => desk()?.querySelector("[data-rail]");
const compose = () => document.getElementById("compose");
const cards = () => [...(rail()?.querySelectorAll(":scope > .comment") ?? [])].filter((card) => card.offsetParent !== null || card.matches("[data-card]"));
const marks = (id) => [...(desk()?.querySelectorAll("[data-comment]") ?? [])].filter((mark) => mark.dataset.comment.split(" ").includes(id));

// -- comments beside their passage ------------------------------------------------------------------------------

function wanted(card, top) {
  if (card === compose()) return held ? held.top - scrollY - top : 0;
  const mark = marks(card.dataset.card)[0];
  return mark ? mark.getBoundingClientRect().top - top : null;
}

function spread() {
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

function settle() {
  rail()?.classList.add("rail-still");
  spread();
  requestAnimationFrame(() => rail()?.classList.remove("rail-still"));
}

function choose(card, { scroll = false } = {}) {
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

document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("[data-comment]");
  const card = mark ? document.getElementById(`comment-${mark.dataset.comment.split(" ")[0]}`) : event.target.closest?.("[data-rail] > .comment");
  if (card && card !== active) {
    choose(card);
    if (mark && !wide.matches) card.scrollIntoView({ block: "center" });
  }
  if (event.target.closest?.("[data-compose-close]")) close();
});

// -- a comment being written --------------------------------------------------------------------------------------

function hold(detail) {
  drop();
  const range = document.getSelection()?.rangeCount ? document.getSelection().getRangeAt(0) : null;
  const place = desk();
  const home = place.getBoundingClientRect();
  const boxes = [...(range?.getClientRects() ?? [])].filter((box) => box.width > 1 && box.height > 1);
  held = { ...detail, top: (boxes[0]?.top ?? home.top) + scrollY, washes: [] };
  place.style.position = "relative";
  for (const box of boxes.slice(0, 400)) {
    const wash = document.createElement("span");
    wash.className = "passage-held";
    wash.setAttribute("hx-morph-skip", "");
    Object.assign(wash.style, { top: `${box.top - home.top}px`, left: `${box.left - home.left}px`, width: `${box.width}px`, height: `${box.height}px` });
    held.washes.push(wash);
  }
}

function drop() {
  held?.washes.forEach((wash) => wash.remove());
  held = null;
}

function open({ focus = false } = {}) {
  const form = compose();
  if (!form) return;
  form.setAttribute("data-open", "");
  for (const name of ["start", "end", "quote"]) form.elements[name].value = held?.[name] ?? "";
  const now = document.querySelector(".level-form.in-focus")?.dataset.levelForm;
  if (now) form.elements.criterion.value = now;
  choose(form);
  spread();
  if (!focus) return;
  held?.washes.forEach((wash) => desk().append(wash));
  settle();
  form.elements.body.focus({ preventScroll: true });
  form.scrollIntoView({ block: "nearest" });
}

function close() {
  compose()?.removeAttribute("data-open");
  compose()?.reset();
  drop();
  choose(null);
  spread();
}

document.addEventListener("passage-selected", (event) => {
  if (!compose() || compose().elements.body.value.trim()) return;
  hold(event.detail);
  open();
});
document.addEventListener("passage-cleared", () => {
  if (!compose() || compose().contains(document.activeElement) || compose().elements.body.value.trim()) return;
  close();
});
document.addEventListener("focusin", (event) => {
  const card = event.target.closest?.("[data-rail] > .comment[data-card]");
  if (card && card !== active) choose(card);
  if (held && event.target.closest?.("#compose")) held.washes.forEach((wash) => desk().append(wash));
});

// -- keys ---------------------------------------------------------------------------------------------------------

function step(by) {
  const list = cards().filter((card) => card.matches("[data-card]"));
  if (!list.length) return;
  const at = list.indexOf(active);
  choose(list[(at + by + list.length) % list.length] ?? list[0], { scroll: true });
}

const KEYS = {
  c: () => open({ focus: true }),
  1: () => level(1), 2: () => level(2), 3: () => level(3), 4: () => level(4), n: () => level("na"),
  j: () => step(1), k: () => step(-1),
  p: () => document.querySelector("[data-publish]")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && event.target.form === compose()) {
    event.preventDefault();
    compose().requestSubmit();
    return;
  }
  if (event.key === "Escape" && compose()?.contains(document.activeElement)) return close();
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return undefined;
  if (event.target.matches?.("input:not([type=radio]), textarea, select, [contenteditable]")) return undefined;
  const act = KEYS[event.key.toLowerCase()];
  if (!act || !desk()) return undefined;
  event.preventDefault();
  return act();
});

// -- the draft ----------------------------------------------------------------------------------------------------

const draft = document.getElementById("draft");
let saving = 0;
let leaving = false;

document.addEventListener("htmx:before:request", (event) => {
  if (event.target !== draft) return;
  if (leaving) event.preventDefault();
  else saving += 1;
});
document.addEventListener("htmx:finally:request", (event) => {
  if (event.target === draft) saving = Math.max(0, saving - 1);
});
draft?.addEventListener("submit", (event) => {
  if (!saving || leaving) {
    leaving = true;
    return;
  }
  event.preventDefault();
  const button = event.submitter;
  const wait = setInterval(() => {
    if (saving) return;
    clearInterval(wait);
    draft.requestSubmit(button);
  }, 50);
});
addEventListener("pageshow", () => { leaving = false; });

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-step-add]")) return;
  const rows = [...draft.querySelectorAll("[data-step]")];
  const made = rows.at(-1).cloneNode(true);
  const number = rows.length;
  made.querySelector("legend").textContent = `Step ${number + 1}`;
  for (const part of made.querySelectorAll("[name], [for]")) {
    for (const name of ["name", "id", "for"]) {
      if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace(/-\d+-/, `-${number}-`));
    }
    if (part.matches("input")) part.value = "";
    if (part.matches("select")) part.selectedIndex = 0;
  }
  rows.at(-1).after(made);
  made.querySelector("input").focus();
});

function offer() {
  for (const select of document.querySelectorAll("select[data-comments]")) {
    const known = new Set([...select.options].map((option) => option.value));
    for (const card of cards()) {
      if (!card.dataset.card || known.has(card.dataset.card)) continue;
      const text = card.querySelector(".comment-quote")?.textContent || card.querySelector(".comment-body")?.textContent || "";
      select.add(new Option(text.slice(0, 48), card.dataset.card));
    }
  }
}

// -- what changes around it ---------------------------------------------------------------------------------------

let known = new Set();
document.addEventListener("htmx:before:swap", () => { known = new Set(cards().map((card) => card.dataset.card)); });
document.addEventListener("htmx:after:swap", (event) => {
  const from = event.detail?.ctx?.sourceElement;
  if (from === draft) return;
  if (from?.id === "compose" && event.detail.ctx.response?.status < 400) {
    close();
    cards().find((card) => card.dataset.card && !known.has(card.dataset.card))?.focus();
  }
  if (from?.matches?.(".level-form")) follow(from);
  offer();
  settle();
});
wide.addEventListener("change", settle);
addEventListener("resize", settle);
addEventListener("load", settle);
document.fonts?.ready.then(settle);
for (const image of document.querySelectorAll(".doc-page img")) image.addEventListener("load", settle);
new ResizeObserver(() => spread()).observe(document.body);
document.addEventListener("toggle", (event) => { if (event.target.closest?.("[data-rail]")) spread(); }, true);

if (compose()?.elements.quote.value) compose().setAttribute("data-open", "");
settle();
if (location.hash.startsWith("#comment-")) choose(document.getElementById(location.hash.slice(1)), { scroll: true });

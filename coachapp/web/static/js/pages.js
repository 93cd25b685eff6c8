// How large a document stands: buttons, and + - 0 where nobody types. Kept for this window; the page itself carries the class.
const SIZES = [75, 100, 125, 150, 200];
const KEY = "document-size";
const STEPS = { "+": 1, "=": 1, "-": -1, 0: 0 };
const root = document.documentElement;
const tools = () => document.querySelector("[data-doc-tools]");

function kept() {
  try {
    const size = Number(sessionStorage.getItem(KEY));
    return SIZES.includes(size) ? size : 100;
  } catch { return 100; }
}

let size = kept();

// Whoever reads line 20 still reads it: what stands in the middle of the window stays there
function steady(change) {
  const middle = innerHeight / 2;
  const held = [...document.querySelectorAll(".doc-page")].find((page) => page.getBoundingClientRect().bottom > middle);
  const before = held?.getBoundingClientRect();
  const part = before && before.top < middle ? (middle - before.top) / before.height : null;
  change();
  if (part === null) return;
  const after = held.getBoundingClientRect();
  scrollBy({ top: after.top + part * after.height - middle, behavior: "instant" });
}

function say() {
  for (const place of document.querySelectorAll("[data-zoom-now]")) if (place.textContent !== `${size} %`) place.textContent = `${size} %`;
  for (const button of document.querySelectorAll("[data-zoom]")) {
    const end = button.dataset.zoom === "1" ? SIZES.at(-1) : button.dataset.zoom === "-1" ? SIZES[0] : null;
    if (size === end) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

function apply() {
  for (const each of SIZES) root.classList.toggle(`zoom-${each}`, each === size && size !== 100);
  say();
}

function zoom(step) {
  const next = step ? SIZES[SIZES.indexOf(size) + step] ?? size : 100;
  if (next === size) return;
  size = next;
  try { sessionStorage.setItem(KEY, String(size)); } catch { /* private windows may refuse */ }
  steady(apply);
  dispatchEvent(new Event("resize"));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-zoom]");
  if (button) zoom(Number(button.dataset.zoom));
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.matches?.("input:not([type=radio]), textarea, select, [contenteditable]")) return;
  if (!(event.key in STEPS) || !tools()) return;
  event.preventDefault();
  zoom(STEPS[event.key]);
});

// Below what stands at the top of the desk
function under() {
  const head = document.querySelector(".desk-head");
  const stands = head && getComputedStyle(head).position === "sticky";
  root.style.setProperty("--doc-tools-at", `${stands ? head.offsetHeight : 0}px`);
}

addEventListener("resize", under);
const head = document.querySelector(".desk-head");
if (head) new ResizeObserver(under).observe(head);
under();
document.addEventListener("htmx:after:swap", say);
apply();

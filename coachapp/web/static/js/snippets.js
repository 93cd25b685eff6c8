// In a <textarea data-snippets> a slash at the start of a word offers the coach's phrases. What is typed after it finds
// them, Enter or Tab takes one, Escape leaves the slash. data-snippets holds what they are about: "review=…" or "client=…".
import { token } from "./csrf.js";

const TYPED = /(^|\s)\/([^\n/]{0,60})$/;
const list = Object.assign(document.createElement("ul"), { id: "snippets", className: "snippets", hidden: true });
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "Your phrases");
const said = Object.assign(document.createElement("p"), { className: "visually-hidden" });
said.setAttribute("role", "status");
let area = null;
let asked = "";

const typed = () => area.value.slice(0, area.selectionStart).match(TYPED)?.[2] ?? null;
const marked = () => list.querySelector('[aria-selected="true"]');

function mark(option) {
  marked()?.setAttribute("aria-selected", "false");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  area.setAttribute("aria-activedescendant", option.id);
}

function close() {
  list.hidden = true;
  list.replaceChildren();
  said.textContent = "";
  area?.removeAttribute("aria-activedescendant");
  area?.removeAttribute("aria-controls");
}

async function offer() {
  const query = typed();
  if (query === null) return close();
  const about = new URLSearchParams(area.dataset.snippets);
  about.set("q", query.trim());
  about.set("quote", (area.form?.elements.quote?.value ?? "").slice(0, 1000));
  asked = String(about);
  const answer = await fetch(`/coach/snippets?${about}`);
  if (!answer.ok || asked !== String(about) || typed() === null) return;
  list.innerHTML = await answer.text();
  list.hidden = !list.children.length;
  said.textContent = list.hidden ? "" : `${list.children.length} phrases. Arrow keys choose, Enter takes one.`;
  if (list.hidden) return close();
  area.after(list, said);
  area.setAttribute("aria-controls", list.id);
  mark(list.firstElementChild);
}

function take(option) {
  const ends = area.selectionStart;
  const starts = ends - typed().length - 1;
  area.setRangeText(option.dataset.text, starts, ends, "end");
  fetch(`/coach/snippets/${option.dataset.id}/use`, { method: "POST", headers: { "X-CSRFToken": token() }, keepalive: true });
  close();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("input", (event) => {
  if (!event.target.matches?.("textarea[data-snippets]")) return;
  area = event.target;
  if (typed() === null) close();
  else offer();
});

document.addEventListener("keydown", (event) => {
  if (list.hidden || event.target !== area) return;
  const options = [...list.children];
  const at = options.indexOf(marked());
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    mark(options[(at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length]);
  } else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") {
    take(marked());
  } else if (event.key === "Escape") {
    close();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}, true);

list.addEventListener("pointerdown", (event) => event.preventDefault());
list.addEventListener("click", (event) => {
  const option = event.target.closest("[role=option]");
  if (option) take(option);
});
document.addEventListener("focusout", (event) => {
  if (event.target === area) close();
});

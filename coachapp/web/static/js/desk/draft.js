// The draft: it saves itself, and waits for that before it goes out.
import { cards } from "./rail.js";

export const draft = document.getElementById("draft");
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

// a verdict that was chosen outlives what scores suggest while it is not saved yet
let verdict = "";
document.addEventListener("change", (event) => { if (event.target.name === "verdict") verdict = event.target.value; });

export function hold() {
  const chosen = verdict && document.querySelector(`#verdict input[value="${verdict}"]`);
  if (chosen && !chosen.checked) chosen.checked = true;
}

// each comment of the draft can be the reason for a step; one that was taken away can not
export function offer() {
  const now = new Map(cards().filter((card) => card.dataset.card && !("along" in card.dataset)).map((card) => [card.dataset.card, card]));
  for (const select of document.querySelectorAll("select[data-comments]")) {
    for (const option of [...select.options]) if (option.value && !now.has(option.value)) option.remove();
    const known = new Set([...select.options].map((option) => option.value));
    for (const [id, card] of now) {
      if (known.has(id)) continue;
      const text = card.querySelector(".comment-quote")?.textContent || card.querySelector(".comment-body")?.textContent || "";
      select.add(new Option(text.slice(0, 48), id));
    }
  }
}

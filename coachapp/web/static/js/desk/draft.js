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

// what could not be saved is tried again after a pause, and said
let unsaved = false;
let again = 0;
draft?.addEventListener("input", () => { unsaved = true; });

function retry(event) {
  if (event.target !== draft || leaving) return;
  event.stopPropagation();
  unsaved = true;
  document.getElementById("said").textContent = "Not saved yet. Trying again.";
  clearTimeout(again);
  again = setTimeout(() => draft.dispatchEvent(new Event("change", { bubbles: true })), 4000);
}
draft?.addEventListener("htmx:error", retry);
document.addEventListener("htmx:after:request", (event) => {
  if (event.target !== draft) return;
  if (event.detail?.ctx?.response?.status < 400) unsaved = false;
});

// a lid that closes right after typing loses nothing
document.addEventListener("visibilitychange", async () => {
  if (document.visibilityState !== "hidden" || !unsaved || leaving || !draft) return;
  try {
    const answer = await fetch(draft.getAttribute("hx-post"), { method: "POST", body: new FormData(draft), headers: { "HX-Request": "true" }, keepalive: true });
    const lock = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("lock");
    if (lock) document.getElementById("lock").value = lock.value;
  } catch { /* what stays unsaved is tried again by the form itself */ }
});

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
  const now = new Map(cards().filter((card) => card.dataset.card && !("along" in card.dataset) && !card.classList.contains("comment-private")).map((card) => [card.dataset.card, card]));
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

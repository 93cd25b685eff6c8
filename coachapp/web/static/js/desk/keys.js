// Keys of the desk; `reviews/desk/_keys.html` says them.
import { level } from "../levels.js";
import { begin } from "./area.js";
import { open } from "./compose.js";
import { line } from "./lines.js";
import { chosen, compose, desk, step } from "./rail.js";

const check = (word) => chosen()?.querySelector(`[data-check="${word}"]`)?.requestSubmit();

const KEYS = {
  v: () => check("verified"), r: () => check("reopened"), z: () => check("none"),
  d: () => document.querySelector("[data-compare]")?.click(),
  a: () => begin(),
  c: () => open({ focus: true }),
  e: () => chosen()?.querySelector("[data-edit]")?.click(),
  1: () => level(1), 2: () => level(2), 3: () => level(3), 4: () => level(4), n: () => level("na"),
  j: () => step(1), k: () => step(-1),
  p: () => document.querySelector("[data-publish]")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
};

const WITH_SHIFT = { j: () => line(1), k: () => line(-1) };

// Ctrl Enter sends what is being written: a new comment, or one that is reworded
function sends(event) {
  const form = event.target.form;
  return (event.ctrlKey || event.metaKey) && event.key === "Enter" && (form === compose() || form?.closest(".comment-editing")) ? form : null;
}

document.addEventListener("keydown", (event) => {
  const form = sends(event);
  if (form) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (event.key === "Escape" && !event.isComposing) event.target.closest?.(".comment-editing")?.querySelector("[data-edit-close]").click();
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.matches?.("input:not([type=radio]), textarea, select, [contenteditable]")) return;
  const key = event.key.toLowerCase();
  const act = (event.shiftKey && WITH_SHIFT[key]) || KEYS[key];
  if (!act || !desk()) return;
  event.preventDefault();
  act();
});

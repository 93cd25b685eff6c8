// A comment being written: the words it is about stay washed while the form has the focus.
import { clear, hasArea } from "./area.js";
import { forget } from "./half.js";
import { choose, compose, desk, settle, spread } from "./rail.js";

let held = null;

function hold(detail) {
  drop();
  const range = document.getSelection()?.rangeCount ? document.getSelection().getRangeAt(0) : null;
  const place = desk();
  const home = place.getBoundingClientRect();
  const boxes = [...(range?.getClientRects() ?? [])].filter((box) => box.width > 1 && box.height > 1);
  held = { ...detail, washes: [] };
  compose().heldAt = (boxes[0]?.top ?? home.top) + scrollY;
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
  if (compose()) delete compose().heldAt;
  held = null;
}

export function open({ focus = false } = {}) {
  const form = compose();
  if (!form) return;
  form.setAttribute("data-open", "");
  if (!hasArea()) for (const name of ["start", "end", "quote"]) form.elements[name].value = held?.[name] ?? "";
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

export function close() {
  forget();
  compose()?.removeAttribute("data-open");
  compose()?.reset();
  clear();
  drop();
  choose(null);
  spread();
}

document.addEventListener("passage-selected", (event) => {
  if (!compose() || compose().elements.body.value.trim() || hasArea()) return;
  hold(event.detail);
  open();
});
document.addEventListener("passage-cleared", () => {
  if (!compose() || compose().contains(document.activeElement) || compose().elements.body.value.trim() || hasArea()) return;
  close();
});
document.addEventListener("focusin", (event) => {
  if (held && event.target.closest?.("#compose")) held.washes.forEach((wash) => desk().append(wash));
});
document.addEventListener("click", (event) => { if (event.target.closest?.("[data-compose-close]")) close(); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && compose()?.contains(document.activeElement)) close();
});

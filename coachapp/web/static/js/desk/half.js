// A comment that was begun stays in this browser until it is added or cancelled; app.js forgets it when somebody signs out.
import { compose } from "./rail.js";

const BEGUN = "half-comment:";
const key = () => BEGUN + compose().getAttribute("action").split("?")[0];

export function keep() {
  const form = compose();
  const typed = form.elements.body.value.trim() || form.elements.replacement.value.trim();
  const facts = [...new FormData(form)].filter(([name]) => name !== "csrf_token");
  try {
    if (typed) localStorage.setItem(key(), JSON.stringify(Object.fromEntries(facts)));
    else localStorage.removeItem(key());
  } catch { /* private windows may refuse */ }
}

export function forget() {
  if (!compose()) return;
  try { localStorage.removeItem(key()); } catch { /* private windows may refuse */ }
}

// puts what was begun back into an empty form; tells whether there was anything
export function recall() {
  const form = compose();
  if (!form || form.elements.body.value) return false;
  let facts = null;
  try { facts = JSON.parse(localStorage.getItem(key())); } catch { /* private windows may refuse */ }
  if (!facts) return false;
  for (const [name, value] of Object.entries(facts)) {
    const field = form.elements[name];
    if (field?.type === "checkbox") field.checked = true;
    else if (field) field.value = value;
  }
  return true;
}

document.addEventListener("input", (event) => { if (compose()?.contains(event.target)) keep(); });
document.addEventListener("change", (event) => { if (compose()?.contains(event.target)) keep(); });

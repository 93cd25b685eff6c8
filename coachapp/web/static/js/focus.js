// An error summary takes the focus, on load and after a swap. A filter's select asks at once. One click posts once.
// In a frame of another site nothing scrolls: that would move the page around it.
const framed = document.body.classList.contains("framed");

function focusSummary(root) {
  root.querySelector?.("[data-focus]")?.focus({ preventScroll: framed });
}

focusSummary(document);
document.addEventListener("htmx:after:swap", (event) => focusSummary(event.target));

// what has the focus may go with a swap: the nearest thing around it that is still there takes over
let around = [];
document.addEventListener("htmx:before:swap", () => {
  around = [];
  for (let one = document.activeElement; one && one !== document.body; one = one.parentElement) if (one.id) around.push(one.id);
});
document.addEventListener("htmx:after:swap", () => setTimeout(() => {
  const now = document.activeElement;
  if (!around.length || (now && now !== document.body && now.checkVisibility())) return;
  const place = around.map((id) => document.getElementById(id)).find((one) => one?.checkVisibility());
  if (!place) return;
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}));

// the link of a radio group or checkbox list leads to its first choice
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('.error-summary a[href^="#"]');
  const target = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!target) return;
  event.preventDefault();
  const control = target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea");
  if (!framed) target.scrollIntoView({ block: "center" });
  (control ?? target).focus({ preventScroll: true });
});

document.addEventListener("change", (event) => {
  if (event.target.matches?.("[data-submit-on-change]")) event.target.form.requestSubmit();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.matches("[data-autosave]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => rest(form), 8000);
});

function rest(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll('[aria-busy="true"]')) button.removeAttribute("aria-busy");
}

// coming back by the browser's own button must not find a dead form
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(rest));
document.addEventListener("htmx:after:request", () => document.querySelectorAll("form[data-sent]").forEach(rest));

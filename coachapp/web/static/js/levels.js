// The scores of a draft: one criterion in focus, the others small. By pointer, by digits, by arrows.
function focusOn(key) {
  document.querySelectorAll(".level-form").forEach((form) => form.classList.toggle("in-focus", form.dataset.levelForm === key));
  document.querySelectorAll("[data-focus-criterion]").forEach((chip) => {
    if (chip.dataset.focusCriterion === key) chip.setAttribute("aria-current", "true");
    else chip.removeAttribute("aria-current");
  });
}

document.addEventListener("click", (event) => {
  const criterion = event.target.closest?.("[data-focus-criterion], a[data-criterion]");
  if (criterion) focusOn(criterion.dataset.focusCriterion ?? criterion.dataset.criterion);
});

export function level(value) {
  const input = document.querySelector(`.level-form.in-focus input[name="level"][value="${value}"]`);
  if (!input || input.checked) return;
  input.click();
}

// arrows walk over levels on the way to the one that is meant: it is kept after a pause, and the criterion stays
let walks = false;
let pause = 0;
let stays = "";

const radio = (target) => target.matches?.('.level-form input[type="radio"]');

document.addEventListener("keydown", (event) => { walks = radio(event.target) && (event.key.startsWith("Arrow") || event.key === " "); }, true);
document.addEventListener("pointerdown", () => { walks = false; }, true);
document.addEventListener("change", (event) => {
  if (!walks || !radio(event.target)) return;
  event.stopPropagation();
  const { form, value } = event.target;
  clearTimeout(pause);
  pause = setTimeout(() => {
    form.querySelector(`input[value="${value}"]`).checked = true;
    stays = form.dataset.levelForm;
    form.requestSubmit();
  }, 400);
}, true);
document.addEventListener("submit", (event) => { if (event.target.matches(".level-form")) clearTimeout(pause); }, true);

// whoever scored by keys goes on at the next criterion
export function follow(form) {
  if (stays === form.dataset.levelForm) focusOn(stays);
  stays = "";
  const now = document.querySelector(".level-form.in-focus");
  if (form.contains(document.activeElement) && form !== now) (now?.querySelector("input:checked") ?? now?.querySelector("input[type=radio]"))?.focus({ preventScroll: true });
}

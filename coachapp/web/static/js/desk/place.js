// A comment that was not found is placed by hand: while its form is open, selected words go there and not into a comment.
const open = () => document.querySelector("[data-place][open]");

document.addEventListener("passage-selected", (event) => {
  const form = open()?.querySelector("form");
  if (!form) return;
  event.stopImmediatePropagation();
  for (const name of ["start", "end", "quote"]) form.elements[name].value = event.detail[name] ?? "";
  form.classList.add("is-held");
});
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("[data-place] form");
  if (form && event.target.name === "quote") form.elements.start.value = form.elements.end.value = "";
});
document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.("[data-place]")) return;
  event.target.querySelector("form").classList.remove("is-held");
  if (!event.target.open) return;
  for (const other of document.querySelectorAll("[data-place][open]")) if (other !== event.target) other.open = false;
}, true);
document.addEventListener("click", (event) => {
  const place = event.target.closest?.("[data-place-close]")?.closest("[data-place]");
  if (!place) return;
  place.open = false;
  place.querySelector("summary").focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && open()?.contains(document.activeElement)) open().querySelector("[data-place-close]").click();
});

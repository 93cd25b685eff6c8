// Dragging a card presses the button of its own menu: one way to move, two ways to reach it.
let dragged = null;

const column = (event) => event.target.closest?.("[data-stage]");

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".job[draggable]") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
  dragged.classList.add("dragging");
});

document.addEventListener("dragover", (event) => {
  const over = dragged && column(event);
  if (!over) return;
  event.preventDefault();
  for (const other of document.querySelectorAll("[data-stage].over")) if (other !== over) other.classList.remove("over");
  over.classList.add("over");
});

document.addEventListener("drop", (event) => {
  const target = dragged && column(event);
  if (!target) return;
  event.preventDefault();
  const stage = target.dataset.stage;
  if (dragged.closest("[data-stage]") !== target) {
    const press = dragged.querySelector(`form[data-move] button[name="stage"][value="${CSS.escape(stage)}"]`);
    target.querySelector(".column-list")?.prepend(dragged);
    if (press) setTimeout(() => press.form.requestSubmit(press)); // the drag ends before the page goes
  }
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("dragging");
  dragged = null;
  for (const over of document.querySelectorAll("[data-stage].over")) over.classList.remove("over");
});

// A link or button with data-dialog="id" opens that dialog; without scripts the link leads to a page.
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  if (event.target.closest?.("[data-dialog-close]") || event.target.matches?.("dialog.dialog")) {
    event.target.closest("dialog")?.close();
  }
});

// A button with data-copy="id" puts the text of that element on the clipboard, and says so.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const said = button.querySelector("span") ?? button;
  const before = said.textContent;
  try {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy)?.textContent ?? "");
    said.textContent = "Copied";
  } catch {
    document.getSelection()?.selectAllChildren(document.getElementById(button.dataset.copy));
    said.textContent = "Selected: copy with Ctrl C";
  }
  setTimeout(() => { said.textContent = before; }, 2000);
});

// What is being written prints as it stands: [data-prints="id"] is that field's copy on paper.
addEventListener("beforeprint", () => {
  for (const copy of document.querySelectorAll("[data-prints]")) {
    copy.textContent = document.getElementById(copy.dataset.prints)?.value ?? copy.textContent;
  }
});

// Runs before the first paint: the theme a person chose, and that scripts work.
(() => {
  const root = document.documentElement;
  root.classList.add("has-js");
  const order = ["auto", "light", "dark"];
  const read = () => {
    try { return localStorage.getItem("theme") || "auto"; } catch { return "auto"; }
  };
  const show = (theme) => {
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
    for (const name of document.querySelectorAll("[data-theme-name]")) name.textContent = name.dataset[theme];
  };
  show(read());
  document.addEventListener("DOMContentLoaded", () => show(read()));
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-theme-next]")) return;
    const next = order[(order.indexOf(read()) + 1) % order.length];
    try { localStorage.setItem("theme", next); } catch { /* private windows may refuse */ }
    show(next);
  });
})();

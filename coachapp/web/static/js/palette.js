// Ctrl K: jump to a client or page. The server answers /coach/jump?q= with <a role="option" href> lines.
const dialog = document.getElementById("palette");

if (dialog) {
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const first = list.innerHTML;
  let asked = 0;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const choose = (index) => {
    const all = options();
    all.forEach((option, at) => {
      option.id = `palette-${at}`;
      option.setAttribute("aria-selected", String(at === index));
    });
    all[index]?.scrollIntoView({ block: "nearest" });
    if (all[index]) input.setAttribute("aria-activedescendant", all[index].id);
    else input.removeAttribute("aria-activedescendant");
  };
  const open = () => {
    input.value = "";
    list.innerHTML = first;
    dialog.showModal();
    input.focus();
    choose(0);
  };
  const ask = async () => {
    const turn = ++asked;
    const q = input.value.trim();
    if (!q) {
      list.innerHTML = first;
      choose(0);
      return;
    }
    const answer = await fetch(`${dialog.dataset.palette}?q=${encodeURIComponent(q)}`, { headers: { "HX-Request": "true" } });
    if (turn !== asked || !answer.ok) return;
    list.innerHTML = await answer.text();
    choose(0);
  };

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-palette-open]")) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      if (dialog.open) dialog.close();
      else open();
    }
  });
  let pause = 0;
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    const all = options();
    const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown") choose((at + 1) % all.length);
    else if (event.key === "ArrowUp") choose((at - 1 + all.length) % all.length);
    else if (event.key === "Enter") all[at]?.click();
    else return;
    event.preventDefault();
  });
}

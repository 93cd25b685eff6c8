// A toast stays ten seconds, longer while it is looked at or holds the focus; with an undo it stays twice that.
const region = document.getElementById("toasts");

function live(toast) {
  if (toast.dataset.timed) return;
  toast.dataset.timed = "yes";
  const stay = toast.querySelector("form") ? 20000 : 10000;
  let timer = setTimeout(() => toast.remove(), stay);
  const hold = () => clearTimeout(timer);
  const release = () => {
    hold();
    timer = setTimeout(() => toast.remove(), stay);
  };
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("pointerleave", release);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("focusout", release);
}

export function say(text) {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.dataset.toast = "";
  toast.textContent = text;
  region.append(toast);
}

if (region) {
  region.querySelectorAll("[data-toast]").forEach(live);
  new MutationObserver(() => region.querySelectorAll("[data-toast]").forEach(live)).observe(region, { childList: true });
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-toast-close]")) event.target.closest("[data-toast]").remove();
});

// the server may answer HX-Trigger: {"toast": {"text": "…"}}
document.addEventListener("toast", (event) => say(event.detail?.text ?? event.detail?.value ?? ""));

document.addEventListener("htmx:error", () => say("We could not reach the server. Nothing is lost; please try again."));

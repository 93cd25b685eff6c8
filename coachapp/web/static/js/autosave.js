// <form data-autosave="/address"> saves itself after a pause and says so in [data-saved]. Without scripts its button saves.
const pauses = new WeakMap();
const unsaved = new Set();

function tell(form, text) {
  const place = form.querySelector("[data-saved]") ?? document.querySelector(`[data-saved="${form.id}"]`);
  if (place) place.textContent = text;
}

async function save(form, { keepalive = false } = {}) {
  clearTimeout(pauses.get(form));
  if (!unsaved.has(form)) return;
  unsaved.delete(form);
  try {
    const answer = await fetch(form.dataset.autosave || form.action, {
      method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" }, redirect: "manual", keepalive,
    });
    if (answer.type !== "opaqueredirect" && !answer.ok) throw new Error(String(answer.status));
    const now = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    tell(form, `Saved ${now}`);
    form.dispatchEvent(new CustomEvent("autosaved", { bubbles: true, detail: answer }));
  } catch (reason) {
    unsaved.add(form);
    tell(form, reason.message === "422" ? "Not saved yet: something needs another look." : "Not saved yet. Trying again.");
    if (reason.message !== "422") pauses.set(form, setTimeout(() => save(form), 5000));
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.matches("[data-autosave]")) return;
  unsaved.add(form);
  tell(form, "Writing");
  clearTimeout(pauses.get(form));
  pauses.set(form, setTimeout(() => save(form), 800));
});

document.addEventListener("submit", (event) => {
  unsaved.delete(event.target);
  clearTimeout(pauses.get(event.target));
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") for (const form of unsaved) save(form, { keepalive: true });
});

// Whoever signs out leaves nothing half-written behind in this browser.
document.addEventListener("submit", (event) => {
  if (!event.target.getAttribute?.("action")?.endsWith("/sign-out")) return;
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("half-")) localStorage.removeItem(key);
  } catch { /* private windows may refuse */ }
});

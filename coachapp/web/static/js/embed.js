// <script src="https://.../embed.js" data-booking="free-consultation" async></script>
// data-lang="de" (or en, es) speaks that language; without it the visitor's browser decides.
// Puts the booking page where the tag stands, as high as what it shows. No cookies; nothing of the page around is read or scrolled.
(() => {
  const tag = document.currentScript;
  const slug = tag?.dataset.booking;
  if (!slug) return;
  const page = new URL(`book/${encodeURIComponent(slug)}/embed`, tag.src);
  if (tag.dataset.lang) page.searchParams.set("lang", tag.dataset.lang);
  const frame = document.createElement("iframe");
  frame.src = page.href;
  frame.title = tag.dataset.title || "Book a meeting";
  frame.style.cssText = "display: block; width: 100%; height: 44rem; border: 0; color-scheme: normal;";
  window.addEventListener("message", (event) => {
    if (event.origin !== page.origin || event.source !== frame.contentWindow) return;
    const { coachapp, height } = event.data ?? {};
    if (coachapp !== "height" || !Number.isFinite(height)) return;
    frame.style.height = `${Math.min(Math.max(height, 120), 10000)}px`;
  });
  tag.after(frame);
})();

// What can be seen of the window: the bars that stick to its top and bottom hide what lies below them.
const AIR = 12;

function stuck(bars, edge) {
  const looks = [...document.querySelectorAll(bars)].map((bar) => [bar, getComputedStyle(bar)]);
  const sizes = looks.filter(([, look]) => look.position === "sticky").map(([bar, look]) => bar.offsetHeight + (parseFloat(look[edge]) || 0));
  return Math.max(0, ...sizes);
}

// scrolls only if some of it is hidden; what is higher than the room there is shows its top
export function show(top, height) {
  const from = stuck(".desk-head, [data-doc-tools]", "top") + AIR;
  const room = innerHeight - stuck(".levels", "bottom") - AIR - from;
  if (top >= from && top + height <= from + room) return;
  scrollBy({ top: top - from - Math.max(0, (room - height) / 2), behavior: "instant" });
}

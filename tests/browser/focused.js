// What has the focus, and what a person would miss about it: no ring, a faint one, out of the window, covered.
() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return { name: "the page itself", faults: [] };
  const said = (one.getAttribute("aria-label") || one.textContent.trim() || one.name || one.id).slice(0, 60);
  const name = `${one.localName} “${said}”`;
  if (one.matches("[tabindex='-1']")) return { name, faults: [] };
  const style = getComputedStyle(one);
  const unseen = style.opacity === "0";
  const proxy = unseen ? one.closest("label, .drop") : one;
  if (!proxy) return { name, faults: ["cannot be seen"] };
  const drawn = getComputedStyle(proxy);
  const ringed = drawn.outlineStyle !== "none" && parseFloat(drawn.outlineWidth) >= 2;
  const faults = ringed || drawn.boxShadow.includes("inset") ? [] : ["shows no focus"];
  const ink = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (color) => {
    ink.clearRect(0, 0, 1, 1);
    ink.fillStyle = color;
    ink.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = ink.getImageData(0, 0, 1, 1).data;
    const part = (n) => (n / 255 <= 0.04045 ? n / 255 / 12.92 : ((n / 255 + 0.055) / 1.055) ** 2.4);
    return a < 128 ? null : 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  let ground = null;
  for (let at = parseFloat(drawn.outlineOffset) < 0 ? proxy : proxy.parentElement; at && ground === null; at = at.parentElement) {
    ground = light(getComputedStyle(at).backgroundColor);
  }
  const ring = light(drawn.outlineColor);
  if (ringed && ground !== null && (Math.max(ring, ground) + 0.05) / (Math.min(ring, ground) + 0.05) < 3) {
    faults.push("has a ring that does not stand out");
  }
  const box = [...proxy.getClientRects()].find((each) => each.width > 1 && each.height > 1);
  if (!box) return { name, faults: [...faults, "has no place on the page"] };
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  if (bottom - top < Math.min(box.height, 24) - 1 || right - left < Math.min(box.width, 24) - 1) {
    return { name, faults: [...faults, `stands outside the window (${Math.round(box.top)} to ${Math.round(box.bottom)})`] };
  }
  const x = (left + right) / 2;
  const tall = one.matches("textarea");
  for (const y of tall ? [top + 16] : [top + 3, (top + bottom) / 2, bottom - 3]) {
    const over = document.elementFromPoint(x, y);
    if (over && !proxy.contains(over) && !over.contains(proxy)) {
      faults.push(`is covered by ${over.localName}.${over.className?.baseVal ?? over.className}`);
      break;
    }
  }
  return { name, faults };
}

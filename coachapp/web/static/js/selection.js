// Turns what is selected in a document into a passage of its canonical text.
//
// Elements with data-start hold that text from there to data-end, counted in Unicode code points. On a
// selection inside [data-passages] the event "passage-selected" fires there: {start, end, quote, page}.
// When the selection goes away, "passage-cleared" fires once. Who selects by script and does not want to wait for that
// says "passage-set".

const points = (text) => [...text].length;

function offsetIn(element, node, offset) {
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(node, offset);
  return points(before.toString());
}

function edges(range, element) {
  const length = points(element.textContent);
  const from = element.contains(range.startContainer) ? offsetIn(element, range.startContainer, range.startOffset) : 0;
  const to = element.contains(range.endContainer) ? offsetIn(element, range.endContainer, range.endOffset) : length;
  return [from, to];
}

function between(left, right) {
  const block = (element) => (element.namespaceURI.endsWith("svg") ? null : element);
  if (block(left) || block(right)) return "\n";
  return Number(left.dataset.end) === Number(right.dataset.start) ? "" : " ";
}

export function passage(selection) {
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const inside = range.startContainer.parentElement?.closest("[data-passages]")
    ?? range.endContainer.parentElement?.closest("[data-passages]");
  if (!inside) return null;
  let found = null;
  let last = null;
  for (const element of inside.querySelectorAll("[data-start]")) {
    if (!range.intersectsNode(element)) continue;
    const [from, to] = edges(range, element);
    if (from >= to) continue;
    const first = Number(element.dataset.start);
    const text = [...element.textContent].slice(from, to).join("");
    if (!found) {
      const page = element.closest("[data-page]")?.dataset.page;
      found = { start: first + from, end: first + to, quote: text, page: page ? Number(page) : null };
    } else {
      found.end = first + to;
      found.quote += between(last, element) + text;
    }
    last = element;
  }
  return found ? { inside, detail: trimmed(found) } : null;
}

function trimmed(found) {
  const lead = points(found.quote) - points(found.quote.trimStart());
  const tail = points(found.quote) - points(found.quote.trimEnd());
  if (!found.quote.trim()) return null;
  return { ...found, start: found.start + lead, end: found.end - tail, quote: found.quote.trim() };
}

let told = null;
let waiting = 0;

function tell() {
  const chosen = passage(document.getSelection());
  if (chosen?.detail) {
    const key = `${chosen.detail.start}-${chosen.detail.end}`;
    if (told?.key === key) return;
    told = { key, inside: chosen.inside };
    chosen.inside.dispatchEvent(new CustomEvent("passage-selected", { bubbles: true, detail: chosen.detail }));
  } else if (told) {
    told.inside.dispatchEvent(new CustomEvent("passage-cleared", { bubbles: true }));
    told = null;
  }
}

document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  waiting = setTimeout(tell, 150);
});
document.addEventListener("passage-set", () => {
  clearTimeout(waiting);
  tell();
});

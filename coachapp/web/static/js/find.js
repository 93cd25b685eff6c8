// Looks for words in the document that is shown: case, accents and the space between words don't matter. Without scripts the form
// asks the server. Enter goes on to the next place, Shift Enter back, Escape ends it.
const form = () => document.querySelector("[data-find]");
const field = () => form()?.elements.find;
let places = [];
let now = -1;

const fold = (letter) => letter.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/\u00df/g, "ss");

function* letters() {
  let last = null;
  for (const element of document.querySelectorAll("[data-passages] [data-start]")) {
    if (last && last.dataset.end !== element.dataset.start) yield [" ", null, 0, 0];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let offset = 0;
      for (const letter of node.data) {
        yield [letter, node, offset, offset + letter.length];
        offset += letter.length;
      }
    }
    last = element;
  }
}

function folded() {
  let plain = "";
  const at = [];
  for (const place of letters()) {
    const letter = /\s/.test(place[0]) ? (plain.endsWith(" ") ? "" : " ") : fold(place[0]).replace(/\s/g, "");
    for (let i = 0; i < letter.length; i += 1) at.push(place);
    plain += letter;
  }
  return { plain, at };
}

function found(words) {
  const wanted = [...words].map((letter) => (/\s/.test(letter) ? " " : fold(letter))).join("").replace(/ +/g, " ").trim();
  if (!wanted) return [];
  const { plain, at } = folded();
  const ranges = [];
  for (let place = plain.indexOf(wanted); place >= 0; place = plain.indexOf(wanted, place + wanted.length)) {
    const [, first, start] = at[place];
    const [, last, , end] = at[place + wanted.length - 1];
    const range = document.createRange();
    range.setStart(first, start);
    range.setEnd(last, end);
    ranges.push(range);
  }
  return ranges;
}

function paint() {
  if (globalThis.CSS?.highlights) {
    CSS.highlights.set("found", new Highlight(...places));
    CSS.highlights.set("found-now", new Highlight(...(places[now] ? [places[now]] : [])));
  }
  const asked = field()?.value.trim();
  const said = !asked ? "" : !places.length ? "Not found" : `${now + 1} of ${places.length}`;
  const count = form()?.querySelector("[data-find-count]");
  if (count && count.textContent !== said) count.textContent = said;
  for (const button of form()?.querySelectorAll("[data-find-step]") ?? []) button.hidden = !places.length;
}

function show() {
  const range = places[now];
  if (!range) return;
  range.startContainer.parentElement.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  scrollBy({ top: range.getBoundingClientRect().top - innerHeight * 0.45, behavior: "instant" });
}

function look() {
  places = found(field()?.value ?? "");
  now = places.length ? Math.max(0, places.findIndex((range) => range.getBoundingClientRect().bottom > 0)) : -1;
  paint();
  show();
}

// Words arrive page by page, and the desk draws itself anew: what was found before stays in hand
function again() {
  if (!field()?.value) return;
  places = found(field().value);
  now = Math.min(Math.max(now, 0), places.length - 1);
  paint();
}

function step(by) {
  if (!places.length) return look();
  now = (now + by + places.length) % places.length;
  paint();
  return show();
}

let waiting = 0;
document.addEventListener("input", (event) => {
  if (event.target !== field()) return;
  clearTimeout(waiting);
  waiting = setTimeout(look, 150);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches?.("[data-find]")) return;
  event.preventDefault();
  event.stopPropagation();
  step(1);
}, true);
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-find-step]");
  if (button) step(Number(button.dataset.findStep));
});
document.addEventListener("keydown", (event) => {
  if (event.target !== field()) return;
  if (event.key === "Escape") {
    field().value = "";
    look();
  } else if (event.key === "Enter" && event.shiftKey) {
    event.preventDefault();
    step(-1);
  }
});
document.addEventListener("htmx:after:swap", again);
if (field()?.value) look();

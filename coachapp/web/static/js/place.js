// Turns a select of time zones into a field that finds them by city, country, offset or the time it is there.
// The select stays the form's own field, only unseen; without this script it is used as it is.
const MOST = 60;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("−", "-").toLowerCase();
const words = (text) => plain(text).split(/[\s,()/_]+/).filter(Boolean);

// 0 for a whole word, 1 for how a word begins, 2 for what lies inside one; offsets count with and without UTC or GMT before them
function fit(wanted, known) {
  const also = /^[+-]/.test(wanted) ? `utc${wanted}` : wanted.replace(/^gmt(?=.)/, "utc");
  if (known.includes(also)) return 0;
  if (known.some((each) => each.startsWith(also))) return 1;
  return known.some((each) => each.includes(also)) ? 2 : Infinity;
}

function found(places, query) {
  const wanted = words(query);
  return places
    .map((place, order) => ({ place, order, score: wanted.reduce((sum, each) => sum + fit(each, place.words), 0) }))
    .filter(({ score }) => score < Infinity)
    .sort((one, other) => one.score - other.score || one.order - other.order)
    .slice(0, MOST)
    .map(({ place }) => place);
}

class Finder {
  constructor(select) {
    this.select = select;
    this.places = [...select.options].map((option) => ({
      value: option.value, text: option.text, words: words(`${option.text} ${option.value}`),
    }));
    this.build();
    this.rest();
    this.field.addEventListener("input", () => this.show(found(this.places, this.field.value), 0));
    this.field.addEventListener("click", () => this.list.hidden && this.open());
    this.field.addEventListener("focus", () => this.field.select());
    this.field.addEventListener("blur", () => this.rest());
    this.field.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option.dataset.value);
    });
  }

  build() {
    const { id, dataset, form } = this.select;
    const box = Object.assign(document.createElement("div"), { className: "place" });
    this.field = Object.assign(document.createElement("input"), {
      id: `${id}-find`, type: "text", className: this.select.className, autocomplete: "off", spellcheck: false,
    });
    this.list = Object.assign(document.createElement("ul"), { id: `${id}-list`, className: "place-list", hidden: true });
    this.said = Object.assign(document.createElement("p"), { className: "visually-hidden" });
    this.said.setAttribute("role", "status");
    const facts = {
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
      placeholder: dataset.hint,
    };
    for (const [name, value] of Object.entries(facts)) this.field.setAttribute(name, value);
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", dataset.hint);
    const label = form.querySelector(`label[for="${CSS.escape(id)}"]`);
    if (label) label.htmlFor = this.field.id;
    box.append(this.field, this.list, this.said);
    this.select.before(box);
    this.select.hidden = true;
  }

  // closed, with the name of what is chosen
  rest() {
    this.list.hidden = true;
    this.list.replaceChildren();
    this.said.textContent = "";
    this.said.className = "visually-hidden";
    this.field.classList.remove("place-none");
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
    this.field.value = this.select.selectedOptions[0]?.text ?? "";
  }

  open() {
    const at = Math.max(this.places.findIndex((place) => place.value === this.select.value), 0);
    const from = Math.max(Math.min(at - 3, this.places.length - MOST), 0);
    this.show(this.places.slice(from, from + MOST), at - from);
  }

  show(places, active) {
    this.list.replaceChildren(...places.map((place, n) => {
      const option = Object.assign(document.createElement("li"), { id: `${this.list.id}-${n}`, textContent: place.text });
      option.setAttribute("role", "option");
      option.dataset.value = place.value;
      return option;
    }));
    this.list.hidden = !places.length;
    this.field.setAttribute("aria-expanded", String(places.length > 0));
    const { found: many, none } = this.select.dataset;
    this.said.textContent = places.length ? many.replace("{n}", places.length < MOST ? places.length : `${MOST}+`) : none;
    this.said.className = places.length ? "visually-hidden" : "small muted";
    this.field.classList.toggle("place-none", !places.length);
    this.mark(places.length ? active : -1);
  }

  mark(active) {
    this.active = active;
    [...this.list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === active)));
    const option = this.list.children[active];
    if (!option) {
      this.field.removeAttribute("aria-activedescendant");
      return;
    }
    this.field.setAttribute("aria-activedescendant", option.id);
    // by hand: scrollIntoView would move the page around a frame
    const { offsetTop, offsetHeight } = option;
    if (offsetTop < this.list.scrollTop) this.list.scrollTop = offsetTop;
    const low = offsetTop + offsetHeight - this.list.clientHeight;
    if (low > this.list.scrollTop) this.list.scrollTop = low;
  }

  press(event) {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      const count = this.list.children.length;
      if (this.list.hidden) this.open();
      else this.mark((this.active + (key === "ArrowDown" ? 1 : -1) + count) % count);
    } else if (key === "Enter") {
      event.preventDefault();
      const option = this.list.children[this.active];
      if (option && !this.list.hidden) this.choose(option.dataset.value);
    } else if (key === "Escape") {
      if (!this.list.hidden) event.preventDefault();
      this.rest();
    }
  }

  choose(value) {
    const changed = value !== this.select.value;
    this.select.value = value;
    this.rest();
    if (changed) this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

for (const select of document.querySelectorAll("select[data-zone-search]")) new Finder(select);

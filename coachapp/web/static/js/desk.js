// The desk: comments level with their passage, keys, and a draft that saves itself. All of it works plainly without.
import { follow } from "./levels.js";
import "./desk/place.js";
import { close } from "./desk/compose.js";
import { draft, hold, offer } from "./desk/draft.js";
import { recall } from "./desk/half.js";
import "./desk/keys.js";
import { cards, choose, compose, renew, settle } from "./desk/rail.js";

let known = new Set();
document.addEventListener("htmx:before:swap", () => { known = new Set(cards().map((card) => card.dataset.card)); });
document.addEventListener("htmx:after:swap", (event) => {
  hold();
  const from = event.detail?.ctx?.sourceElement;
  if (from === draft) return;
  if (from?.id === "compose" && event.detail.ctx.response?.status < 400) {
    close();
    cards().find((card) => card.dataset.card && !known.has(card.dataset.card))?.focus();
  }
  if (from?.matches?.(".level-form")) follow(from);
  if (from?.matches?.("[data-along]")) choose(from);
  renew();
  offer();
  settle();
  const card = document.getElementById(from?.closest?.(".comment")?.id);
  if (card?.matches(".comment-editing")) choose(card, { scroll: true, focus: card.querySelector("textarea[autofocus]") });
});

if (recall() || compose()?.elements.quote.value) compose().setAttribute("data-open", "");
settle();
if (location.hash.startsWith("#comment-")) choose(document.getElementById(location.hash.slice(1)), { scroll: true });

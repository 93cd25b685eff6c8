// A file field that can be dropped on, says what it holds, and shows how far the upload is.
import { say } from "./toast.js";

const size = (bytes) => bytes < 1e5 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

function describe(input) {
  const box = input.closest(".drop");
  const name = box?.querySelector("[data-drop-name]");
  if (!name) return;
  const files = [...input.files];
  box.classList.toggle("filled", files.length > 0);
  name.dataset.empty ??= name.textContent;
  name.textContent = files.length ? files.map((file) => `${file.name}, ${size(file.size)}`).join("; ") : name.dataset.empty;
}

document.addEventListener("change", (event) => {
  if (event.target.matches?.('.drop input[type="file"]')) describe(event.target);
});

for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    event.target.closest?.(".drop")?.classList.toggle("over", kind === "dragenter" || kind === "dragover");
  });
}

// The page that answers may bring styles and scripts that this one lacks.
function fetchWhatItNeeds(page) {
  for (const needed of page.querySelectorAll('link[rel="stylesheet"], script[src]')) {
    const name = needed.src ? "src" : "href";
    if (document.querySelector(`${needed.localName}[${name}="${CSS.escape(needed.getAttribute(name))}"]`)) continue;
    const own = document.createElement(needed.localName);
    for (const { name: key, value } of needed.attributes) own.setAttribute(key, value);
    document.head.append(own);
  }
}

function arrive(request) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  if (!main) {
    location.assign(request.responseURL);
    return;
  }
  history.pushState({}, "", request.responseURL);
  document.title = page.title;
  fetchWhatItNeeds(page);
  document.querySelector("main").replaceWith(main);
  window.htmx?.process(main);
  (main.querySelector("[data-focus]") ?? main).focus();
  window.scrollTo(0, 0);
}

function send(form, submitter, box) {
  const request = new XMLHttpRequest();
  const bar = box.querySelector("progress");
  const said = box.querySelector("[data-drop-said]");
  box.hidden = false;
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = Math.round((event.loaded / event.total) * 100);
    said.textContent = bar.value < 100
      ? box.dataset.progress.replace("{done}", size(event.loaded)).replace("{all}", size(event.total))
      : box.dataset.arrived;
  });
  request.addEventListener("load", () => arrive(request));
  request.addEventListener("error", () => {
    box.hidden = true;
    delete form.dataset.sent;
    submitter?.removeAttribute("aria-busy");
    say(box.dataset.broken);
  });
  request.open("POST", form.action);
  request.send(new FormData(form, submitter));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const box = form.querySelector("[data-drop-progress]");
  const chosen = form.querySelector('.drop input[type="file"]')?.files.length;
  if (!box || !chosen || event.defaultPrevented || form.matches("[hx-post], [data-plain]")) return;
  event.preventDefault();
  send(form, event.submitter, box);
});

window.addEventListener("popstate", (event) => {
  if (event.state && !event.state.htmx) location.reload();
});

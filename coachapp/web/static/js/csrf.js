// htmx requests that come from no form carry the token of the page.
export function token() {
  return document.querySelector('input[name="csrf_token"]')?.value ?? "";
}

document.addEventListener("htmx:config:request", (event) => {
  const request = event.detail.ctx.request;
  if (request.method?.toUpperCase() !== "GET" && token()) request.headers["X-CSRFToken"] ??= token();
});

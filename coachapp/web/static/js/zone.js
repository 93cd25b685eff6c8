// Guesses the visitor's time zone. "fill" sets an empty picker; "reload" asks the page again with ?tz= once.
const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;

for (const select of document.querySelectorAll("select[data-zone-guess]")) {
  const mode = select.dataset.zoneGuess;
  if (mode === "reload") {
    select.addEventListener("change", () => select.form.requestSubmit());
  }
  if (mode === "keep" || !guess || select.value === guess) continue;
  const isListed = [...select.options].some((option) => option.value === guess);
  if (mode === "fill" && isListed) select.value = guess;
  const address = new URL(location.href);
  if (mode === "reload" && !address.searchParams.has(select.name)) {
    address.searchParams.set(select.name, guess);
    location.replace(address);
  }
}

// hidden fields that only carry the guess
for (const input of document.querySelectorAll("input[data-zone]")) input.value ||= guess ?? "";

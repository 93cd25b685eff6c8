// Copies pinned parts from node_modules and bundles our own styles. Same input, same bytes.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { bundle, browserslistToTargets } from "lightningcss";

const STATIC = "../coachapp/web/static";
const ALL = ["latin", "latin-ext", "cyrillic", "greek", "vietnamese"];
const FONTS = [
  { id: "inter", sheet: "index.css", style: "normal", sets: ALL },
  { id: "source-serif-4", sheet: "index.css", style: "normal", sets: ALL },
  { id: "source-serif-4", sheet: "wght-italic.css", style: "italic", sets: ["latin"] },
];
const MARK = `<symbol id="mark" viewBox="0 0 32 32"><path fill="#1d4f43" stroke="none" d="M0 16a16 16 0 1 1 32 0 16 16 0 0 1-32 0Z"/><circle cx="20.5" cy="12" r="4.5" fill="#f2a461" stroke="none"/><path fill="#faf7f1" stroke="none" d="M2.9 25.3C8 23.6 10.7 16 15.2 16c4 0 5.6 5.5 13.9 8.4A16 16 0 0 1 2.9 25.300Z"/></symbol>`;

for (const dir of ["fonts", "js", "vendor"]) mkdirSync(`${STATIC}/${dir}`, { recursive: true });
mkdirSync("../tests/browser/vendor", { recursive: true });

function fontFaces() {
  const wanted = new Set();
  let faces = "";
  for (const { id, sheet, style, sets } of FONTS) {
    const from = `node_modules/@fontsource-variable/${id}`;
    for (const block of readFileSync(`${from}/${sheet}`, "utf8").match(/@font-face\s*{[^}]+}/g)) {
      const file = block.match(/files\/([\w-]+\.woff2)/)[1];
      if (!sets.some((set) => file === `${id}-${set}-wght-${style}.woff2`)) continue;
      wanted.add(file);
      copyFileSync(`${from}/files/${file}`, `${STATIC}/fonts/${file}`);
      faces += block.replace(/url\([^)]+\)/, `url(fonts/${file})`) + "\n";
    }
  }
  for (const old of readdirSync(`${STATIC}/fonts`)) if (!wanted.has(old)) rmSync(`${STATIC}/fonts/${old}`);
  return faces;
}

function licences() {
  const parts = ["htmx.org", "@alpinejs/csp", "lucide-static", "@fontsource-variable/inter", "@fontsource-variable/source-serif-4"];
  return parts.map((part) => {
    const { version, license } = JSON.parse(readFileSync(`node_modules/${part}/package.json`, "utf8"));
    const file = ["LICENSE", "LICENSE.md"].map((name) => `node_modules/${part}/${name}`).find(existsSync);
    return `${part} ${version} (${license})\n\n${file ? readFileSync(file, "utf8").trim() : ""}\n`;
  }).join("\n----\n\n");
}

function sprite() {
  const names = readFileSync("icons.txt", "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
  const missing = names.filter((name) => !existsSync(`node_modules/lucide-static/icons/${name}.svg`));
  if (missing.length) throw new Error(`Lucide has no icon named ${missing.join(", ")}`);
  const symbols = names.map((name) => {
    const source = readFileSync(`node_modules/lucide-static/icons/${name}.svg`, "utf8");
    const body = source.slice(source.indexOf(">", source.indexOf("<svg")) + 1, source.lastIndexOf("</svg>"));
    return `<symbol id="${name}" viewBox="0 0 24 24">${body.replace(/\s+/g, " ").replace(/ \/>/g, "/>").trim()}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${MARK}\n${symbols.join("\n")}\n</svg>\n`;
}

writeFileSync("css/fonts.css", fontFaces());
const { code } = bundle({
  filename: "css/app.css",
  minify: true,
  targets: browserslistToTargets(["chrome 123", "firefox 121", "safari 17.5"]),
});
// one rule a line, so that two people's changes merge
writeFileSync(`${STATIC}/app.css`, code.toString().replace(/}(?=[^}])/g, "}\n") + "\n");
rmSync("css/fonts.css");
writeFileSync(`${STATIC}/icons.svg`, sprite());
const mark = MARK.replace('<symbol id="mark"', '<svg xmlns="http://www.w3.org/2000/svg"').replace("</symbol>", "</svg>");
writeFileSync(`${STATIC}/favicon.svg`, mark + "\n");
copyFileSync("node_modules/htmx.org/dist/htmx.min.js", `${STATIC}/vendor/htmx.min.js`);
copyFileSync("node_modules/@alpinejs/csp/dist/cdn.min.js", `${STATIC}/vendor/alpine-csp.min.js`);
copyFileSync("node_modules/axe-core/axe.min.js", "../tests/browser/vendor/axe.min.js");
writeFileSync(`${STATIC}/vendor/LICENSES.txt`, licences());
console.log(`app.css ${(code.length / 1024).toFixed(1)} kB, icons.svg ${(sprite().length / 1024).toFixed(1)} kB`);

// Builds the materials every page stands on into src/stigar/web/static/vendor, with a manifest of what each file is.
// The same lock file gives the same bytes, so the house test can rebuild and compare. Say `npm ci && npm run build`;
// `node build.mjs --into FOLDER` builds somewhere else.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const into = resolve(
  process.argv.includes("--into")
    ? process.argv[process.argv.indexOf("--into") + 1]
    : join(here, "../src/stigar/web/static/vendor"),
);
const packages = join(here, "node_modules");
const made = [];

const about = (name) => JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8"));
// The manifest storage of the site stops at a source map that is not there.
const withoutMaps = (text) => text.replace(/\n?\/\*# sourceMappingURL=.*?\*\/|\n?\/\/# sourceMappingURL=.*$/gm, "").trimEnd() + "\n";

function keep(file, content, from) {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
  writeFileSync(join(into, file), bytes);
  const parts = from.map((name) => ({ name, version: about(name).version, licence: about(name).license }));
  made.push({ file, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex"), from: parts });
}

function theme() {
  const work = mkdtempSync(join(tmpdir(), "stigar-theme-"));
  const config = join(here, "theme/designsystemet.config.json");
  const tool = join(packages, "@digdir/designsystemet/dist/bin/designsystemet.js");
  const run = (...words) => execFileSync(process.execPath, [tool, "tokens", ...words], { cwd: work, stdio: "pipe" });
  run("create", "--config", config, "--out-dir", "tokens");
  run("build", "--config", config, "--tokens", "tokens", "--out-dir", "built");
  const css = readFileSync(join(work, "built/stigar.css"), "utf8");
  rmSync(work, { recursive: true });
  return css;
}

async function bundled(options) {
  const result = await build({ bundle: true, minify: true, write: false, legalComments: "none", target: ["es2022", "chrome115", "firefox115", "safari16.4"], ...options });
  return withoutMaps(result.outputFiles[0].text);
}

const designSystem = (contents, loader, from) =>
  bundled({ stdin: { contents, loader, resolveDir: here }, ...from });

function sprite() {
  const symbol = (name) => {
    const svg = readFileSync(join(packages, "@navikt/aksel-icons/dist/svg", `${name}.svg`), "utf8");
    const id = name.replace(/(?!^)([A-Z])/g, "-$1").toLowerCase();
    const drawing = svg
      .replace(/^<svg[^>]*>\s*/, "")
      .replace(/\s*<\/svg>\s*$/, "")
      .replace(/\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2)))); // a hundredth of 24 is enough
    return `<symbol id="${id}" viewBox="0 0 24 24" fill="none">${drawing}</symbol>`;
  };
  const names = readFileSync(join(here, "icons.txt"), "utf8").trim().split(/\s+/);
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${names.map(symbol).join("\n")}\n</svg>\n`;
}

function licences(names) {
  const text = (name) => ["LICENSE", "LICENSE.md", "LICENCE"].map((file) => join(packages, name, file)).find(existsSync);
  const section = (name) => {
    const { version, license } = about(name);
    const full = text(name) ? `\n\n${readFileSync(text(name), "utf8").trim()}` : "";
    return `${name} ${version}: ${license}${full}\n`;
  };
  return names.map(section).join(`\n${"-".repeat(72)}\n\n`);
}

mkdirSync(into, { recursive: true });
const web = [
  "@digdir/designsystemet-web", "@floating-ui/core", "@floating-ui/dom", "@floating-ui/utils",
  "@u-elements/u-combobox", "@u-elements/u-datalist", "@u-elements/u-details", "@u-elements/u-tabs",
];
const styles = `@import "@digdir/designsystemet-css";\n${theme().replace(/^@charset.*$/m, "")}`;
keep("designsystemet.css", await designSystem(styles, "css"), ["@digdir/designsystemet-css", "@digdir/designsystemet"]);
keep("designsystemet.js", await designSystem('window.dsWarnings = false;\nimport("@digdir/designsystemet-web");', "js", { format: "iife" }), web);
keep("htmx.js", withoutMaps(readFileSync(join(packages, "htmx.org/dist/htmx.min.js"), "utf8")), ["htmx.org"]);
keep("icons.svg", sprite(), ["@navikt/aksel-icons"]);
for (const part of ["latin", "latin-ext"]) {
  const font = readFileSync(join(packages, `@fontsource-variable/inter/files/inter-${part}-wght-normal.woff2`));
  keep(`inter-${part}.woff2`, font, ["@fontsource-variable/inter"]);
}
const everything = [...new Set(made.flatMap(({ from }) => from.map(({ name }) => name)))].sort();
keep("licences.txt", licences(everything), everything);
writeFileSync(join(into, "manifest.json"), JSON.stringify(made, null, 2) + "\n");
console.log(made.map(({ file, bytes }) => `${String(bytes).padStart(8)}  ${file}`).join("\n"));

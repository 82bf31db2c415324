// Bundles the viewer into kg/page, which keeps the built files so that whoever installs kg needs no Node.
// With --check nothing is written; what is kept must be what the source builds.

import { build } from "esbuild";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { minify } from "terser";
import { ownNames } from "./names.mjs";

const LIMIT = 60 * 1024; // bytes, of which gzip leaves two fifths
const source = (name) => fileURLToPath(new URL(`src/${name}`, import.meta.url));
const kept = (name) => fileURLToPath(new URL(`../kg/page/${name}`, import.meta.url));

const { outputFiles } = await build({
  entryPoints: { viewer: source("main.ts"), style: source("viewer.css") },
  outdir: "built",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  mangleProps: new RegExp(`^(${ownNames(source("")).join("|")})$`),
  write: false,
});
const text = (end) => outputFiles.find(({ path }) => path.endsWith(end)).text.trimEnd();
const { code } = await minify(text(".js"), { ecma: 2022, module: true, compress: { passes: 3, pure_getters: true, unsafe_arrows: true } });
const built = {
  // The graph is awaited before the rest of the script, which browsers allow in modules and in functions only.
  "viewer.js": `"use strict";(async()=>{${code}})();\n`,
  "viewer.css": `${text(".css")}\n`,
};

const size = Buffer.byteLength(built["viewer.js"]);
const faults = size > LIMIT ? [`viewer.js has ${size} bytes; at most ${LIMIT} are allowed`] : [];
for (const [name, text] of Object.entries(built)) {
  if (!process.argv.includes("--check")) writeFileSync(kept(name), text);
  else if (!existsSync(kept(name)) || readFileSync(kept(name), "utf8") !== text) faults.push(`kg/page/${name} is not what web/src builds; run: npm run build`);
}
for (const [name, text] of Object.entries(built)) console.error(`${name} ${Buffer.byteLength(text)} bytes`);
faults.forEach((fault) => console.error(fault));
process.exitCode = faults.length ? 1 : 0;

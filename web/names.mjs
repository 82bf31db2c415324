// The names of properties that the build may shorten: ours alone, and never written as a text.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import ts from "typescript";

const LIBRARY = dirname(createRequire(import.meta.url).resolve("typescript"));
const PACKED = "wire.ts"; // names of what kg/page packs

/**
 * What the interfaces of a folder of sources declare, except what the browser, the packed data or any text calls so too.
 *
 * Properties that are reached by texts, as `state[key]` is, keep their names by this; keys of tables that are data
 * are written in quotes for the same reason.
 */
export function ownNames(folder) {
  const [own, taken] = [new Set(), new Set()];
  for (const file of files(LIBRARY, /^lib\..*\.d\.ts$/)) each(file, (node) => isMember(node) && taken.add(node.name.text));
  for (const file of files(folder, /\.ts$/)) {
    each(file, (node) => {
      if (ts.isStringLiteralLike(node)) taken.add(node.text);
      if (isMember(node)) (file.endsWith(PACKED) ? taken : own).add(node.name.text);
    });
  }
  return [...own].filter((name) => !taken.has(name)).sort();
}

const files = (folder, pattern) => readdirSync(folder).filter((name) => pattern.test(name)).map((name) => join(folder, name));

const isMember = (node) => (ts.isPropertySignature(node) || ts.isMethodSignature(node)) && ts.isIdentifier(node.name);

function each(file, visit) {
  const walk = (node) => {
    visit(node);
    ts.forEachChild(node, walk);
  };
  walk(ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022));
}

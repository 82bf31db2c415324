// What the page carries packed: base64 of gzip, in script elements that the browser does not run.

import type { Block } from "./graph";

export const canInflate = (): boolean => typeof DecompressionStream === "function";

export async function inflate(id: string): Promise<ArrayBuffer> {
  const packed = document.getElementById(id)?.textContent ?? "";
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  const written = writer.write(bytes(packed.trim())).then(() => writer.close());
  const [whole] = await Promise.all([new Response(readable).arrayBuffer(), written]);
  return whole;
}

/** Blocks by their number, each inflated once; the page may still be loading when the first is asked for. */
export function blocks(): (number: number) => Promise<Block> {
  const kept = new Map<number, Promise<Block>>();
  return (number) => {
    if (!kept.has(number)) kept.set(number, loaded().then(() => inflate(`block-${number}`)).then(parsed));
    return kept.get(number)!;
  };
}

const parsed = (json: ArrayBuffer): Block => JSON.parse(new TextDecoder().decode(json)) as Block;

function loaded(): Promise<void> {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => document.addEventListener("DOMContentLoaded", () => resolve(), { once: true }));
}

type FromBase64 = { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  const quick = (Uint8Array as FromBase64).fromBase64;
  if (quick) return quick(base64);
  const text = atob(base64);
  const all = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) all[at] = text.charCodeAt(at);
  return all;
}

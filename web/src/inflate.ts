// What the page carries packed: base64 of gzip, in script elements that the browser does not run.

import { byId } from "./dom";
import type { Block } from "./wire";

/** What a script element holds, to be read as bytes or as JSON. */
export async function inflate(id: string): Promise<Response> {
  if (typeof DecompressionStream !== "function") return refused();
  const packed = bytes(byId(id).textContent!.trim());
  return new Response(new Response(packed).body!.pipeThrough(new DecompressionStream("gzip")));
}

/** Says what is needed, and goes no further. */
function refused(): Promise<never> {
  const status = byId("status");
  status.textContent = status.dataset["needed"]!;
  document.body.replaceChildren(status);
  return new Promise(() => undefined);
}

/** Blocks by their number, each inflated once; the page may still be loading when the first is asked for. */
export function blocks(): (number: number) => Promise<Block> {
  const kept = new Map<number, Promise<Block>>();
  return (number) => {
    if (!kept.has(number)) kept.set(number, read(number));
    return kept.get(number)!;
  };
}

async function read(number: number): Promise<Block> {
  if (document.readyState === "loading") await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));
  return (await inflate(`block-${number}`)).json() as Promise<Block>;
}

type FromBase64 = { "fromBase64"?: (text: string) => Uint8Array<ArrayBuffer> };

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  const quick = (Uint8Array as FromBase64)["fromBase64"];
  if (quick) return quick(base64);
  const text = atob(base64);
  const all = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) all[at] = text.charCodeAt(at);
  return all;
}

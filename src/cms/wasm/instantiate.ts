/** A module in WebAssembly from the base64 in which it lies in the repository. */

/** As much of WebAssembly as is used. Only the DOM's types know it, and this runs without a DOM too; it may be absent. */
interface Platform {
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
}

/** What every module of ours exports beside its functions. */
export interface ModuleMemory {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
}
export interface Address {
  readonly value: number;
}

/**
 * A new instance, with a memory of its own; the exports are as the module's source says (a test compares the binary).
 *
 * Throws where the platform has no WebAssembly or forbids it: a page's CSP without `wasm-unsafe-eval`, node --jitless.
 * Compiled at once, not by a promise: a few kilobytes are within what browsers allow on their main thread.
 */
export function instantiate(base64: string): object {
  const { WebAssembly } = globalThis as { readonly WebAssembly?: Platform };
  if (WebAssembly === undefined) throw new Error("no WebAssembly here");
  const binary = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new WebAssembly.Instance(new WebAssembly.Module(binary)).exports;
}

/** Starts Streebog in WebAssembly, where that may be: the fast one of two engines. */

import { concat } from "../bytes.ts";
import { A, C, PI } from "../streebog-constants.ts";
import type { Streebog } from "../streebog-self-test.ts";
import { type Address, instantiate, type ModuleMemory } from "./instantiate.ts";
import { STREEBOG_BINARY } from "./streebog-binary.ts";

const BLOCK = 64;
/** What the module has room for at its INPUT. */
const WINDOW = 512 * BLOCK;

/** What streebog.as exports. */
interface Exports extends ModuleMemory {
  readonly INPUT: Address;
  readonly HASH: Address;
  prepare(): void;
  begin(initialOctet: number): void;
  absorb(blocks: number): void;
  finish(rest: number): void;
}

/**
 * Streebog over a module of its own, with the interface and the results of streebog.ts.
 * Throws where the platform has no WebAssembly or forbids it.
 */
export function openStreebog(): Streebog {
  const module = instantiate(STREEBOG_BINARY) as Exports;
  const memory = new Uint8Array(module.memory.buffer);
  const input = memory.subarray(module.INPUT.value, module.INPUT.value + WINDOW);
  const hash = memory.subarray(module.HASH.value, module.HASH.value + BLOCK);
  input.set(concat([PI, A, C]));
  module.prepare();

  /** Begins anew and ends before anyone else can run, so that calls share the memory and no state. */
  function digest(initialOctet: 0x00 | 0x01, message: Uint8Array): Uint8Array {
    // A plain view: a subclass's own `subarray` would be someone else's code between begin and finish.
    const octets = new Uint8Array(message.buffer, message.byteOffset, message.length);
    module.begin(initialOctet);
    let at = 0;
    while (octets.length - at >= BLOCK) {
      const length = Math.min(WINDOW, octets.length - at) & -BLOCK;
      input.set(octets.subarray(at, at + length));
      module.absorb(length / BLOCK);
      at += length;
    }
    input.set(octets.subarray(at));
    module.finish(octets.length - at);
    return hash.slice();
  }

  return {
    streebog512: (message) => digest(0x00, message),
    streebog256: (message) => digest(0x01, message).slice(32),
  };
}

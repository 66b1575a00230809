/** Arithmetic of one curve in WebAssembly: an instance of curve.as, its tables, and numbers going in and out. */

import type { Curve } from "../curves.ts";
import type { CurveArithmetic } from "../gost.ts";
import { KnownKeys } from "../known-keys.ts";
import { plainArithmetic } from "../plain-gost.ts";
import type { GostPoint } from "../points.ts";
import { invert, modulo } from "../residues.ts";
import { CURVE_256_BINARY } from "./curve-256-binary.ts";
import { CURVE_512_BINARY } from "./curve-512-binary.ts";
import { type Address, instantiate, type ModuleMemory } from "./instantiate.ts";
import { fieldConstants, limbsFor, readLimbs, writeLimbs } from "./limbs.ts";

/** What curve.as exports. */
interface Exports extends ModuleMemory {
  readonly PRIME: Address;
  readonly INTO: Address;
  readonly A: Address;
  readonly POINT: Address;
  readonly SCALAR: Address;
  readonly EXPONENT: Address;
  readonly SUM: Address;
  setPrime(smallRest: number, negativeInverse: number): void;
  setCurve(aIsMinusThree: boolean, bitsOfPrime: number, bitsOfOrder: number): void;
  firstFree(): number;
  takePoint(): void;
  begin(): void;
  addFromTable(table: number, width: number): void;
  multiplyPoint(): void;
  finish(): void;
  tableSize(width: number): number;
  workSize(width: number): number;
  makeTable(table: number, work: number, width: number): void;
}

/** Widths of windows: 43 additions for a 256-bit multiple of the generator, 52 for one of a key. */
const GENERATOR_WIDTH = 6;
const KEY_WIDTH = 5;
const PAGE = 65_536;
const bitLength = (value: bigint): number => value.toString(2).length;

/** Throws where the platform has no WebAssembly or forbids it. */
export function openCurve(curve: Curve): CurveArithmetic {
  return new WasmCurve(curve);
}

interface KeyTable {
  readonly owner: WasmCurve;
  readonly at: number;
}

/** One memory for all curves, so that all of them together are bounded. */
const knownKeys = new KnownKeys<KeyTable>(
  (key) => owners.get(key.curve)?.makeKeyTable(key) ?? null,
  ({ owner, at }) => owner.releaseKeyTable(at),
);
const owners = new WeakMap<Curve, WasmCurve>();

class WasmCurve implements CurveArithmetic {
  readonly #curve: Curve;
  readonly #module: Exports;
  readonly #count: number;
  readonly #work: number;
  readonly #generator: number;
  readonly #freeTables: number[] = [];
  #end: number;

  constructor(curve: Curve) {
    this.#curve = curve;
    this.#count = limbsFor(curve.size);
    this.#module = instantiate(curve.size === 32 ? CURVE_256_BINARY : CURVE_512_BINARY) as Exports;
    const module = this.#module;
    const { into, smallRest, negativeInverse } = fieldConstants(curve.p, this.#count);
    this.#write(module.PRIME.value, curve.p);
    this.#write(module.INTO.value, into);
    this.#write(module.A.value, curve.a);
    this.#writeOctets(module.EXPONENT.value, curve.p - 2n);
    module.setPrime(smallRest, negativeInverse);
    module.setCurve(curve.a === curve.p - 3n, bitLength(curve.p), bitLength(curve.q));
    this.#end = module.firstFree();
    this.#work = this.#allocate(Math.max(module.workSize(GENERATOR_WIDTH), module.workSize(KEY_WIDTH)));
    this.#generator = this.#allocate(module.tableSize(GENERATOR_WIDTH));
    if (!this.#makeTable(this.#generator, GENERATOR_WIDTH, curve)) throw new Error(`${curve.title}: no generator`);
    owners.set(curve, this);
  }

  combine(key: GostPoint, z1: bigint, z2: bigint): { X: bigint; ZZ: bigint } | null {
    const module = this.#module;
    const known = knownKeys.tableOf(key);
    this.#writeOctets(module.SCALAR.value, z2);
    if (known !== null && known.owner === this) {
      module.begin();
      module.addFromTable(known.at, KEY_WIDTH);
    } else {
      this.#writePoint(key);
      module.multiplyPoint();
    }
    this.#writeOctets(module.SCALAR.value, z1);
    module.addFromTable(this.#generator, GENERATOR_WIDTH);
    module.finish();
    const ZZ = modulo(this.#read(module.SUM.value, 3), this.#curve.p);
    // Infinity, or a sum of one point with itself on the way: one in 2^250, or somebody's purpose.
    if (ZZ === 0n) return plainArithmetic(this.#curve).combine(key, z1, z2);
    return { X: this.#read(module.SUM.value, 0), ZZ };
  }

  multiple(k: bigint): { x: bigint; y: bigint } {
    const module = this.#module;
    const { p } = this.#curve;
    module.begin();
    this.#writeOctets(module.SCALAR.value, k);
    module.addFromTable(this.#generator, GENERATOR_WIDTH);
    module.finish();
    const ZZZ = this.#read(module.SUM.value, 4);
    if (ZZZ % p === 0n) return plainArithmetic(this.#curve).multiple(k);
    return {
      x: modulo(this.#read(module.SUM.value, 0) * invert(this.#read(module.SUM.value, 3), p), p),
      y: modulo(this.#read(module.SUM.value, 1) * invert(ZZZ, p), p),
    };
  }

  /** Null where the point has too small an order for a table. */
  makeKeyTable(key: GostPoint): KeyTable | null {
    const at = this.#freeTables.pop() ?? this.#allocate(this.#module.tableSize(KEY_WIDTH));
    if (this.#makeTable(at, KEY_WIDTH, key)) return { owner: this, at };
    this.#freeTables.push(at);
    return null;
  }

  releaseKeyTable(at: number): void {
    this.#freeTables.push(at);
  }

  #makeTable(at: number, width: number, point: { readonly x: bigint; readonly y: bigint }): boolean {
    this.#writePoint(point);
    this.#module.makeTable(at, this.#work, width);
    return this.#read(this.#module.SUM.value, 2) % this.#curve.p !== 0n;
  }

  #writePoint({ x, y }: { readonly x: bigint; readonly y: bigint }): void {
    this.#write(this.#module.POINT.value, x);
    this.#write(this.#module.POINT.value + 4 * this.#count, y);
    this.#module.takePoint();
  }

  /** The memory may have grown since the last time, and a view of it dies then. */
  #limbs(address: number): Int32Array {
    return new Int32Array(this.#module.memory.buffer, address, this.#count);
  }

  #write(address: number, value: bigint): void {
    writeLimbs(this.#limbs(address), value);
  }

  #read(address: number, index: number): bigint {
    return readLimbs(this.#limbs(address + 4 * this.#count * index));
  }

  #writeOctets(address: number, value: bigint): void {
    const view = new DataView(this.#module.memory.buffer, address, this.#curve.size);
    let rest = value;
    for (let at = 0; at < this.#curve.size; at += 8) {
      view.setBigUint64(at, BigInt.asUintN(64, rest), true);
      rest >>= 64n;
    }
  }

  #allocate(octets: number): number {
    const at = this.#end;
    this.#end += (octets + 63) & -64;
    const { memory } = this.#module;
    const missing = Math.ceil((this.#end - memory.buffer.byteLength) / PAGE);
    if (missing > 0) memory.grow(missing);
    return at;
  }
}

/** Reads DER (X.690) without copying: every node is a window on the bytes it came from. */

/** The bytes are not the ASN.1 that they should be. Never leaves src/cms: the verdict says FORMAT_FAILURE. */
export class MisshapenDer extends Error {
  override readonly name = "MisshapenDer";
}

/** One value: identifier octet, and where it, its contents and its end lie in `bytes`. */
export interface DerNode {
  readonly bytes: Uint8Array;
  readonly tag: number;
  readonly start: number;
  readonly body: number;
  readonly bodyEnd: number;
  readonly end: number;
  /** Lengths of this node and of those inside may be indefinite or long (BER). */
  readonly ber: boolean;
}

export const BOOLEAN = 0x01;
export const INTEGER = 0x02;
export const BIT_STRING = 0x03;
export const OCTET_STRING = 0x04;
export const NULL = 0x05;
export const OBJECT_IDENTIFIER = 0x06;
export const ENUMERATED = 0x0a;
export const UTC_TIME = 0x17;
export const GENERALIZED_TIME = 0x18;
export const SEQUENCE = 0x30;
export const SET = 0x31;
/** [n] around another value. */
export const explicit = (n: number): number => 0xa0 | n;
/** [n] instead of a primitive's own tag. */
export const implicit = (n: number): number => 0x80 | n;

const CONSTRUCTED = 0x20;
/** Deeper nesting than any certificate has: an attack on the stack, not a signature. */
const DEEPEST = 24;

/** The single value that fills `bytes` wholly. `ber` admits indefinite lengths, for the outer shell of CMS only. */
export function readDer(bytes: Uint8Array, ber = false): DerNode {
  const node = readAt(bytes, 0, bytes.length, ber, 0);
  if (node.end !== bytes.length) throw new MisshapenDer(`${bytes.length - node.end} octets follow the value`);
  return node;
}

/** The value that starts at `start` and ends at or before `limit`. */
function readAt(bytes: Uint8Array, start: number, limit: number, ber: boolean, depth: number): DerNode {
  if (depth > DEEPEST) throw new MisshapenDer("nested too deeply");
  if (start + 2 > limit) throw new MisshapenDer(`cut off at octet ${start}`);
  const tag = bytes[start]!;
  if ((tag & 0x1f) === 0x1f) throw new MisshapenDer(`unexpected high tag at octet ${start}`);
  const first = bytes[start + 1]!;
  if (first < 0x80) return finish(bytes, tag, start, start + 2, first, limit, ber);
  if (first === 0x80) return readIndefinite(bytes, tag, start, limit, ber, depth);

  const octets = first & 0x7f;
  if (octets > 4 || start + 2 + octets > limit) throw new MisshapenDer(`bad length at octet ${start + 1}`);
  let length = 0;
  for (let i = 0; i < octets; i++) length = length * 256 + bytes[start + 2 + i]!;
  // X.690 §10.1: a DER length has the fewest octets that hold it.
  if (!ber && (length < 0x80 || length < 256 ** (octets - 1)))
    throw new MisshapenDer(`long length at octet ${start + 1}`);
  return finish(bytes, tag, start, start + 2 + octets, length, limit, ber);
}

function finish(
  bytes: Uint8Array,
  tag: number,
  start: number,
  body: number,
  length: number,
  limit: number,
  ber: boolean,
) {
  const end = body + length;
  if (end > limit) throw new MisshapenDer(`value at octet ${start} reaches past its container`);
  return { bytes, tag, start, body, bodyEnd: end, end, ber };
}

/** X.690 §8.1.3.6: contents up to the end-of-contents octets 00 00. */
function readIndefinite(
  bytes: Uint8Array,
  tag: number,
  start: number,
  limit: number,
  ber: boolean,
  depth: number,
): DerNode {
  if (!ber || !(tag & CONSTRUCTED)) throw new MisshapenDer(`indefinite length at octet ${start + 1}`);
  let at = start + 2;
  while (at + 2 <= limit) {
    if (bytes[at] === 0 && bytes[at + 1] === 0)
      return { bytes, tag, start, body: start + 2, bodyEnd: at, end: at + 2, ber };
    at = readAt(bytes, at, limit, ber, depth + 1).end;
  }
  throw new MisshapenDer(`cut off at octet ${at}`);
}

/** The contents octets. */
export const body = (node: DerNode): Uint8Array => node.bytes.subarray(node.body, node.bodyEnd);

/** The whole value: identifier, length, contents. */
export const whole = (node: DerNode): Uint8Array => node.bytes.subarray(node.start, node.end);

/** More values in one place than any signature has; only revocation lists are longer. */
const MOST_CHILDREN = 5000;

/** The values inside a constructed one, each proved to fit. */
export function children(node: DerNode, most = MOST_CHILDREN): DerNode[] {
  if (!(node.tag & CONSTRUCTED))
    throw new MisshapenDer(`primitive where a constructed value belongs, octet ${node.start}`);
  const found: DerNode[] = [];
  let at = node.body;
  while (at < node.bodyEnd) {
    const child = readAt(node.bytes, at, node.bodyEnd, node.ber, 0);
    if (found.length >= most) throw new MisshapenDer(`more than ${most} values in one`);
    found.push(child);
    at = child.end;
  }
  return found;
}

/** Proves the tag. */
export function expectTag(node: DerNode, tag: number): DerNode {
  if (node.tag === tag) return node;
  throw new MisshapenDer(`tag ${node.tag} where ${tag} belongs, octet ${node.start}`);
}

/** Takes the fields of a SEQUENCE one after another, as the ASN.1 module lists them. */
export class Fields {
  readonly #children: readonly DerNode[];
  #next = 0;

  constructor(node: DerNode, tag = SEQUENCE) {
    this.#children = children(expectTag(node, tag));
  }

  /** The next field, which must be there and, if `tag` is said, have it. */
  take(tag?: number): DerNode {
    const node = this.#children[this.#next];
    if (node === undefined) throw new MisshapenDer("a field is missing");
    this.#next++;
    return tag === undefined ? node : expectTag(node, tag);
  }

  /** The next field if it has one of these tags. */
  maybe(...tags: readonly number[]): DerNode | null {
    const node = this.#children[this.#next];
    if (node === undefined || !tags.includes(node.tag)) return null;
    this.#next++;
    return node;
  }

  /** The next field, whatever it is, or null at the end. */
  rest(): DerNode | null {
    return this.#children[this.#next++] ?? null;
  }

  /** Nothing may follow. */
  end(): void {
    const node = this.#children[this.#next];
    if (node !== undefined) throw new MisshapenDer(`unexpected field at octet ${node.start}`);
  }
}

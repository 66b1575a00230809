/** The DER reader takes what X.690 allows and nothing else. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromHex, toHex } from "../../src/cms/bytes.ts";
import { body, children, Fields, INTEGER, MisshapenDer, OCTET_STRING, readDer } from "../../src/cms/der.ts";
import { integerOctets, namedBits, octetString, oid, serialText, time } from "../../src/cms/der-values.ts";
import { flags, identifier, integer, octets, sequence, timestamp } from "../../src/cms/der-write.ts";
import { vectors } from "./samples.ts";

interface Encoding {
  readonly hex: string;
  readonly why: string;
}
interface DerVectors {
  readonly valid: readonly Encoding[];
  readonly invalid: readonly Encoding[];
  readonly integers: { readonly invalid: readonly Encoding[] };
  readonly identifiers: {
    readonly valid: readonly { hex: string; text: string }[];
    readonly invalid: readonly Encoding[];
  };
  readonly times: { readonly valid: readonly { hex: string; iso: string }[]; readonly invalid: readonly Encoding[] };
}
const cases = vectors<DerVectors>("der");

test("lengths and tags: only the one DER form is read", () => {
  for (const { hex } of cases.valid) readDer(fromHex(hex));
  for (const { hex, why } of cases.invalid) assert.throws(() => readDer(fromHex(hex)), MisshapenDer, why);
});

test("integers, identifiers and times have one form each", () => {
  for (const { hex, why } of cases.integers.invalid)
    assert.throws(() => integerOctets(readDer(fromHex(hex))), MisshapenDer, why);
  for (const { hex, text } of cases.identifiers.valid) assert.equal(oid(readDer(fromHex(hex))), text);
  for (const { hex, why } of cases.identifiers.invalid)
    assert.throws(() => oid(readDer(fromHex(hex))), MisshapenDer, why);
  for (const { hex, iso } of cases.times.valid) assert.equal(new Date(time(readDer(fromHex(hex)))).toISOString(), iso);
  for (const { hex, why } of cases.times.invalid) assert.throws(() => time(readDer(fromHex(hex))), MisshapenDer, why);
});

test("what is written is read back", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 2n ** 521n), (number) => {
      const hex = number.toString(16);
      assert.equal(serialText(readDer(integer(number))), (hex.length % 2 ? `0${hex}` : hex).toUpperCase());
    }),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 0, max: 39 }),
      fc.array(fc.nat(), { maxLength: 9 }),
      (a, b, rest) => {
        const dotted = [a, b, ...rest].join(".");
        assert.equal(oid(readDer(identifier(dotted))), dotted);
      },
    ),
  );
  fc.assert(
    fc.property(fc.date({ min: new Date("1951-01-01"), max: new Date("2199-01-01"), noInvalidDate: true }), (at) => {
      assert.equal(time(readDer(timestamp(at))), Math.floor(at.getTime() / 1000) * 1000);
    }),
  );
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 31 })), (bits) => {
      assert.deepEqual(
        [...namedBits(readDer(flags(bits)))],
        bits.toSorted((x, y) => x - y),
      );
    }),
  );
  for (const length of [0, 1, 127, 128, 255, 256, 65535, 65536]) {
    assert.equal(body(readDer(octets(new Uint8Array(length)))).length, length);
  }
});

test("any bytes are read or refused, never worse, and reading goes no deeper than the bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, ber) => {
      try {
        const node = readDer(bytes, ber);
        assert.equal(node.end, bytes.length);
        if (node.tag & 0x20) for (const child of children(node)) assert.ok(child.end <= node.bodyEnd);
      } catch (error) {
        assert.ok(error instanceof MisshapenDer);
      }
    }),
    { numRuns: 2000 },
  );
  // A thousand indefinite lengths inside each other would overflow the stack of a careless reader.
  assert.throws(
    () =>
      readDer(
        new Uint8Array(4000).map((_, i) => (i % 2 ? 0x80 : 0x30)),
        true,
      ),
    /nested too deeply/,
  );
});

test("a BER octet string in pieces is joined only where BER is let in", () => {
  const pieces = fromHex("2480 0403616263 04026465 0000".replaceAll(" ", ""));
  assert.equal(toHex(octetString(readDer(pieces, true))), "6162636465");
  assert.throws(() => readDer(pieces), MisshapenDer);
  assert.throws(() => octetString(readDer(fromHex("2405 0403616263".replaceAll(" ", "")))), MisshapenDer);
});

test("fields are taken in order and none is left over", () => {
  const fields = new Fields(readDer(sequence(integer(1n), octets(new Uint8Array(2)))));
  assert.equal(fields.maybe(OCTET_STRING), null);
  fields.take(INTEGER);
  assert.throws(() => fields.end(), MisshapenDer);
  fields.take(OCTET_STRING);
  fields.end();
  assert.throws(() => fields.take(), MisshapenDer);
});

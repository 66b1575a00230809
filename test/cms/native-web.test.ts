/** What a browser computes itself is what Node computes: digests, RSA, ECDSA, Ed25519, right signatures and changed ones. */
import assert from "node:assert/strict";
import { constants, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { describe, test } from "node:test";
import * as native from "../../src/cms/native.ts";
import type { NativeDigest, NativeScheme } from "../../src/cms/native-scheme.ts";
import * as web from "../../src/cms/native-web.ts";
import * as machine from "../../src/merkle/machine.ts";
import * as machineWeb from "../../src/merkle/machine-web.ts";

const digests = ["sha1", "sha224", "sha256", "sha384", "sha512", "sha3-256", "sha3-384", "sha3-512"] as const;

test("digests of every length around a block", () => {
  for (const name of digests)
    for (const length of [0, 1, 55, 56, 63, 64, 71, 72, 103, 104, 111, 112, 127, 128, 135, 136, 137, 1000]) {
      const message = randomBytes(length);
      assert.deepEqual(
        Buffer.from(web.nativeDigest(name, message)),
        Buffer.from(native.nativeDigest(name, message)),
        `${name} ${length}`,
      );
    }
});

const plain = (hash: NativeDigest) => (hash.startsWith("sha3") ? hash : hash.toUpperCase());
const spkiOf = (key: KeyObject) => new Uint8Array(key.export({ format: "der", type: "spki" }));

/** Both say the same of the right signature, and of it changed in each of some bytes, cut and grown. */
function agree(scheme: NativeScheme, spki: Uint8Array, message: Uint8Array, signature: Uint8Array, name: string): void {
  const both = (one: Uint8Array, what: string, of = message) => {
    const expected = native.nativeVerify(scheme, { spki }, of, one);
    assert.equal(web.nativeVerify(scheme, { spki }, of, one), expected, `${name}: ${what}`);
    return expected;
  };
  assert.ok(both(signature, "right"), name);
  for (let at = 0; at < signature.length; at += Math.max(1, Math.floor(signature.length / 12))) {
    const changed = Uint8Array.from(signature);
    changed[at]! ^= 1;
    both(changed, `byte ${at} changed`);
  }
  for (const odd of [
    signature.subarray(1),
    signature.subarray(0, -1),
    new Uint8Array(0),
    new Uint8Array([...signature, 0]),
  ])
    both(odd, "odd");
  both(signature, "of another message", randomBytes(10));
}

describe("signatures", () => {
  test("RSA, PKCS #1 and PSS", () => {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    for (const hash of digests) {
      const message = randomBytes(99);
      const pkcs1 = sign(plain(hash), message, privateKey);
      agree({ kind: "rsa-pkcs1", hash }, spkiOf(publicKey), message, pkcs1, `PKCS #1 ${hash}`);
      const saltLength = 20;
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      const pss = sign(plain(hash), message, { key: privateKey, padding, saltLength });
      agree({ kind: "rsa-pss", hash, saltLength }, spkiOf(publicKey), message, pss, `PSS ${hash}`);
    }
  });

  test("ECDSA on three curves, with digests longer and shorter than the curve", () => {
    for (const namedCurve of ["P-256", "P-384", "P-521"])
      for (const hash of ["sha1", "sha256", "sha384", "sha512"] as const) {
        const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve });
        const message = randomBytes(99);
        agree(
          { kind: "ecdsa", hash },
          spkiOf(publicKey),
          message,
          sign(hash, message, privateKey),
          `${namedCurve} ${hash}`,
        );
      }
  });

  test("Ed25519, in src/cms and in src/merkle", () => {
    for (let i = 0; i < 10; i++) {
      const { publicKey, privateKey } = generateKeyPairSync("ed25519");
      const message = randomBytes(i * 17);
      const signature = new Uint8Array(sign(null, message, privateKey));
      agree({ kind: "ed25519" }, spkiOf(publicKey), message, signature, `Ed25519 ${i}`);
      const key = spkiOf(publicKey).subarray(-32);
      for (let at = 0; at < 64; at += 5) {
        const changed = Uint8Array.from(signature);
        changed[at]! ^= 0x10;
        assert.equal(machineWeb.verifyEd25519(key, message, changed), machine.verifyEd25519(key, message, changed));
      }
      assert.ok(machineWeb.verifyEd25519(key, message, signature));
    }
  });

  test("Ed25519 of keys and signatures that no honest signer makes is answered alike", () => {
    const odd = ["00", "01", "ec", "ed", "ee"].map((first) => Buffer.from(`${first}${"ff".repeat(30)}7f`, "hex"));
    const small = [Buffer.alloc(32), Buffer.from(`01${"00".repeat(31)}`, "hex"), ...odd];
    for (const key of small)
      for (const r of small) {
        const signature = new Uint8Array(Buffer.concat([r, Buffer.alloc(32)]));
        const message = Buffer.from("x");
        const answer = machine.verifyEd25519(key, message, signature);
        assert.equal(
          machineWeb.verifyEd25519(key, message, signature),
          answer,
          `${key.toString("hex")} ${r.toString("hex")}`,
        );
      }
  });
});

test("HMAC-SHA-256 of keys shorter and longer than a block", () => {
  for (const length of [0, 32, 64, 65, 200]) {
    const [key, message] = [randomBytes(length), randomBytes(77)];
    assert.deepEqual(Buffer.from(machineWeb.hmacSha256(key, message)), Buffer.from(machine.hmacSha256(key, message)));
  }
});

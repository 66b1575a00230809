/** What the house reads from files: trust stores, PEM, keys; and the platform's own algorithms under a GOST root. */

import assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject, sign as nativeSign } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { Refusal } from "../../src/basics/refusal.ts";
import { concat } from "../../src/cms/bytes.ts";
import { describeCertificate } from "../../src/cms/certificate.ts";
import { identifier, sequence } from "../../src/cms/der-write.ts";
import type { DigestAlgorithm } from "../../src/cms/digests.ts";
import { issueCertificate } from "../../src/cms/issue/authority.ts";
import { fromPkcs8Pem, toPkcs8Pem } from "../../src/cms/issue/key.ts";
import { assembleDetached } from "../../src/cms/issue/sign.ts";
import { blocksOf, fromPem, toPem } from "../../src/cms/pem.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import { certify, days, doctor, document, judge, judgeAll, keyNamed, list, NOW, root, sign } from "./house.ts";

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

test("PEM: what is written is read back, several blocks and words around them included", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (der) => {
      assert.deepEqual(fromPem(`words\n${toPem("X", der)}words\n${toPem("Y Z", der)}`), [
        { label: "X", der },
        { label: "Y Z", der },
      ]);
    }),
  );
  assert.throws(() => fromPem("-----BEGIN X-----\n!!!!\n-----END X-----"), SyntaxError);
});

test("a file may be DER, PEM or bare base64", () => {
  const pem = text(toPem("CERTIFICATE", doctor));
  const base64 = text(toPem("CERTIFICATE", doctor).replace(/-----[^-]+-----/g, ""));
  for (const file of [doctor, pem, base64]) assert.deepEqual(blocksOf(file), [doctor]);
  assert.deepEqual(blocksOf(concat([pem, pem])), [doctor, doctor]);
  assert.deepEqual(blocksOf(new Uint8Array()), []);
});

test("a trust store opens from DER and PEM, and refuses garbage naming which", () => {
  const bundle = text(toPem("CERTIFICATE", doctor) + toPem("CERTIFICATE", root.certificate));
  const store = openTrustStore({ roots: [bundle], crls: [text(toPem("X509 CRL", list()))] });
  assert.equal(judge(sign(), { trust: store }), "TOTAL-PASSED");
  const refused = (material: Parameters<typeof openTrustStore>[0], words: RegExp) =>
    assert.throws(
      () => openTrustStore(material),
      (error) =>
        error instanceof Refusal &&
        error.code === "trust-misshapen" &&
        words.test(error.words.en) &&
        error.words.ru.length > 0,
    );
  refused({ roots: [root.certificate, text("nonsense")] }, /root certificate no\. 2/);
  refused({ roots: [root.certificate], crls: [doctor] }, /revocation list no\. 1/);
  refused({ roots: [], intermediates: [doctor.subarray(0, 100)] }, /intermediate certificate no\. 1/);
  refused({ roots: [new Uint8Array()] }, /root certificate no\. 1/);
  refused({ roots: [text("-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----")] }, /base64/);
});

test("a key is read back as it was written, and garbage is refused", () => {
  for (const curve of ["256-A", "256-cryptopro-XchB", "512-B"] as const) {
    const key = keyNamed("kept", curve);
    assert.deepEqual(fromPkcs8Pem(toPkcs8Pem(key)), key);
  }
  for (const pem of ["", "nonsense", toPem("PRIVATE KEY", doctor), toPem("CERTIFICATE", doctor)]) {
    assert.throws(() => fromPkcs8Pem(pem), Refusal);
  }
});

test("a certificate is told in full to people", () => {
  const words = describeCertificate(
    certify(keyNamed("org", "512-A"), {
      subject: {
        commonName: 'ГБУЗ "Больница"',
        organisation: "ГБУЗ",
        ogrn: "1027700132195",
        innLegal: "7701010101",
        title: "Главный врач",
        inn: "770101010101",
      },
      serial: 0x80n,
    }),
  );
  assert.equal(words.serial, "80");
  assert.equal(words.ogrn, "1027700132195");
  assert.equal(words.innLegal, "7701010101");
  assert.equal(words.inn, "770101010101");
  assert.equal(words.title, "Главный врач");
  assert.equal(words.snils, null);
  assert.match(words.subject, /CN=ГБУЗ \\"Больница\\"/);
  assert.match(words.issuer, /O=Тестовый УЦ, CN=Тестовый корень/);
  assert.equal(words.notBefore, days(-100).toISOString());
  assert.equal(words.algorithm, "GOST R 34.10-2012 512");
  assert.match(words.fingerprint, /^[0-9a-f]{64}$/);
});

/** A signature of the platform's own key under a certificate of the GOST root. */
function foreign(
  keys: { publicKey: KeyObject; privateKey: KeyObject },
  hash: DigestAlgorithm,
  signatureOid: string,
  nodeHash: string | null,
): Uint8Array {
  const certificate = issueCertificate({
    authority: root,
    subject: { commonName: "Foreign" },
    publicKey: new Uint8Array(keys.publicKey.export({ format: "der", type: "spki" })),
    serial: 500n,
    notBefore: days(-1),
    notAfter: days(1),
  });
  return assembleDetached({
    digests: document,
    certificate,
    signingTime: NOW,
    digestAlgorithm: hash,
    signatureAlgorithm: sequence(identifier(signatureOid)),
    sign: (attributes) => new Uint8Array(nativeSign(nodeHash, attributes, keys.privateKey)),
  });
}

test("Ed25519, ECDSA and RSA under a GOST root", () => {
  const ed25519 = generateKeyPairSync("ed25519");
  const [verdict] = judgeAll(foreign(ed25519, "sha512", "1.3.101.112", null));
  assert.equal(verdict!.indication, "TOTAL-PASSED", verdict!.reason);
  assert.equal(verdict!.signatureAlgorithm, "Ed25519");
  // RFC 8419 §3 fixes the digest, so that it cannot be chosen weaker.
  assert.equal(judge(foreign(ed25519, "sha256", "1.3.101.112", null)), "TOTAL-FAILED/SIG_CRYPTO_FAILURE");

  const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
  assert.equal(judge(foreign(p256, "sha256", "1.2.840.10045.4.3.2", "sha256")), "TOTAL-PASSED");
  assert.equal(judge(foreign(p256, "sha256", "1.2.840.10045.4.3.4", "sha512")), "TOTAL-FAILED/SIG_CRYPTO_FAILURE");
  const unknownCurve = generateKeyPairSync("ec", { namedCurve: "secp256k1" });
  assert.equal(
    judge(foreign(unknownCurve, "sha256", "1.2.840.10045.4.3.2", "sha256")),
    "INDETERMINATE/CRYPTO_CONSTRAINTS_FAILURE",
  );

  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  assert.equal(judge(foreign(rsa, "sha256", "1.2.840.113549.1.1.1", "sha256")), "TOTAL-PASSED");
  assert.equal(judge(foreign(rsa, "sha3-256", "2.16.840.1.101.3.4.3.14", "sha3-256")), "TOTAL-PASSED");
  assert.equal(
    judge(foreign(rsa, "sha256", "1.2.840.113549.1.1.10", "sha256")),
    "INDETERMINATE/CRYPTO_CONSTRAINTS_FAILURE",
  );
});

test("any bytes as a certificate are read or refused as misshapen, never worse", () => {
  fc.assert(
    fc.property(fc.nat(doctor.length - 1), fc.nat(255), (at, octet) => {
      const changed = doctor.slice();
      changed[at] = octet;
      try {
        describeCertificate(changed);
      } catch (error) {
        assert.ok(error instanceof Error && error.name === "MisshapenDer", String(error));
      }
    }),
    { numRuns: 2000 },
  );
});

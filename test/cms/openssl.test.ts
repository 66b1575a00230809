/** OpenSSL and its GOST engine as the other side: what they sign verifies here, what is issued here verifies there. */

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type CurveName, PARAMETER_SETS } from "../../src/cms/curves.ts";
import { fromPkcs8Pem, toPkcs8Pem } from "../../src/cms/issue/key.ts";
import { toPem } from "../../src/cms/pem.ts";
import { HOUSE_POLICY } from "../../src/cms/policy.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import { validateSignature } from "../../src/cms/validate.ts";
import { certify, days, document, inShort, judge, judgeAll, keyNamed, list, NOW, root, sign, unmet } from "./house.ts";
import { noGostEngine, noOpenssl, openssl, workshop } from "./openssl.ts";

const folder = workshop();
const put = (name: string, contents: string | Uint8Array): void => writeFileSync(join(folder, name), contents);
const get = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)));
const curves = Object.keys(PARAMETER_SETS) as CurveName[];
const at = String(NOW.getTime() / 1000);
const isExample = (curve: CurveName): boolean => curve.includes("test");

put("document", document.bytes);
put("root.pem", toPem("CERTIFICATE", root.certificate));
put("root.crl", toPem("X509 CRL", list({ revoked: [{ serial: 666n, at: days(-2), reason: "keyCompromise" }] })));

const people = curves.map((curve) => {
  const key = keyNamed(`person ${curve}`, curve);
  const certificate = certify(key);
  put(`${curve}.pem`, toPem("CERTIFICATE", certificate));
  put(`${curve}.key`, toPkcs8Pem(key));
  return { curve, key, certificate };
});

test("our certificates and lists verify in OpenSSL, on every curve; a revoked one does not", {
  skip: noGostEngine,
}, () => {
  const verify = (...files: string[]) =>
    openssl(
      folder,
      "verify",
      "-engine",
      "gost",
      "-x509_strict",
      "-attime",
      at,
      "-crl_check",
      "-CRLfile",
      "root.crl",
      "-CAfile",
      "root.pem",
      ...files,
    );
  const answers = verify(...people.map(({ curve }) => `${curve}.pem`));
  for (const { curve } of people) assert.match(answers, new RegExp(`${curve}\\.pem: OK`));
  put("revoked.pem", toPem("CERTIFICATE", certify(keyNamed("revoked"), { serial: 666n })));
  assert.throws(() => verify("revoked.pem"), /certificate revoked/);
});

test("our signatures verify in OpenSSL as CAdES, on every curve; over another document they do not", {
  skip: noGostEngine,
}, () => {
  const verify = (signature: string, content: string) =>
    openssl(
      folder,
      "cms",
      "-verify",
      "-engine",
      "gost",
      "-cades",
      "-binary",
      "-attime",
      at,
      "-purpose",
      "any",
      "-inform",
      "DER",
      "-in",
      signature,
      "-content",
      content,
      "-CAfile",
      "root.pem",
      "-out",
      "/dev/null",
    );
  put("other", "<ClinicalDocument />");
  for (const { curve, key, certificate } of people) {
    put(`${curve}.p7s`, sign(certificate, key));
    verify(`${curve}.p7s`, "document");
  }
  assert.throws(() => verify("256-A.p7s", "other"), /digest failure|verification failure/i);
});

test("OpenSSL's signatures with our keys verify here, on every curve", { skip: noGostEngine }, () => {
  for (const { curve } of people) {
    openssl(
      folder,
      "cms",
      "-sign",
      "-engine",
      "gost",
      "-cades",
      "-binary",
      "-signer",
      `${curve}.pem`,
      "-inkey",
      `${curve}.key`,
      "-in",
      "document",
      "-outform",
      "DER",
      "-out",
      "theirs.p7s",
    );
    const [verdict] = judgeAll(get("theirs.p7s"), { bestTime: days(1), now: days(1) });
    assert.equal(
      inShort(verdict!),
      isExample(curve) ? "INDETERMINATE/CRYPTO_CONSTRAINTS_FAILURE" : "TOTAL-PASSED",
      curve,
    );
  }
});

test("a whole authority of OpenSSL's: its keys, root, certificate and signature are read and verified here", {
  skip: noGostEngine,
}, () => {
  for (const [algorithm, set, name] of [
    ["gost2012_256", "A", "256-cryptopro-A"],
    ["gost2012_256", "TCA", "256-A"],
    ["gost2012_512", "A", "512-A"],
    ["gost2012_512", "C", "512-C"],
  ] as const) {
    openssl(
      folder,
      "genpkey",
      "-engine",
      "gost",
      "-algorithm",
      algorithm,
      "-pkeyopt",
      `paramset:${set}`,
      "-out",
      "their.key",
    );
    const key = fromPkcs8Pem(readFileSync(join(folder, "their.key"), "utf8"));
    assert.equal(key.curve, name);
    openssl(
      folder,
      "req",
      "-engine",
      "gost",
      "-x509",
      "-new",
      "-key",
      "their.key",
      "-subj",
      "/CN=Their root",
      "-days",
      "9000",
      "-out",
      "their.pem",
      "-addext",
      "keyUsage=critical,keyCertSign,cRLSign,digitalSignature,nonRepudiation",
    );
    openssl(
      folder,
      "cms",
      "-sign",
      "-engine",
      "gost",
      "-cades",
      "-binary",
      "-signer",
      "their.pem",
      "-inkey",
      "their.key",
      "-in",
      "document",
      "-outform",
      "DER",
      "-out",
      "theirs.p7s",
    );
    const now = new Date(Date.now() + 1000);
    const trust = openTrustStore({ roots: [get("their.pem")] });
    assert.equal(judge(get("theirs.p7s"), { trust, bestTime: now, now }), "TOTAL-PASSED", name);
    // Their key in our hands makes what their certificate verifies.
    const certificate = openssl(folder, "x509", "-in", "their.pem", "-outform", "PEM");
    const [verdict] = judgeAll(sign(pemBody(certificate), key), { trust, bestTime: now, now });
    assert.equal(inShort(verdict!), "TOTAL-PASSED", name);
  }
});

const pemBody = (pem: string): Uint8Array =>
  new Uint8Array(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ""), "base64"));

interface Foreign {
  readonly title: string;
  readonly key: readonly string[];
  readonly sign?: readonly string[];
  readonly algorithm: string;
  readonly expected?: string;
}

const FOREIGN: readonly Foreign[] = [
  { title: "RSA", key: ["rsa:2048"], algorithm: "RSA 2048 with SHA-256" },
  { title: "RSA and SHA-512", key: ["rsa:2048"], sign: ["-md", "sha512"], algorithm: "RSA 2048 with SHA-512" },
  {
    title: "RSA-PSS",
    key: ["rsa:2048"],
    sign: ["-keyopt", "rsa_padding_mode:pss"],
    algorithm: "RSA 2048 PSS with SHA-256",
  },
  {
    title: "RSA-PSS, SHA-384, short salt",
    key: ["rsa:3072"],
    sign: ["-md", "sha384", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:20"],
    algorithm: "RSA 3072 PSS with SHA-384",
  },
  { title: "ECDSA P-256", key: ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"], algorithm: "ECDSA P-256 with SHA-256" },
  {
    title: "ECDSA P-384",
    key: ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"],
    sign: ["-md", "sha384"],
    algorithm: "ECDSA P-384 with SHA-384",
  },
  {
    title: "RSA and SHA-1",
    key: ["rsa:2048"],
    sign: ["-md", "sha1"],
    algorithm: "RSA 2048 with SHA-1",
    expected: "INDETERMINATE/CRYPTO_CONSTRAINTS_FAILURE",
  },
  {
    title: "RSA of 1024 bits",
    key: ["rsa:1024"],
    algorithm: "RSA 1024 with SHA-256",
    expected: "INDETERMINATE/CRYPTO_CONSTRAINTS_FAILURE",
  },
];

for (const { title, key, sign: options = [], algorithm, expected = "TOTAL-PASSED" } of FOREIGN) {
  test(`${title}: OpenSSL's signature verifies here, and not when it is changed`, { skip: noOpenssl }, () => {
    openssl(
      folder,
      "req",
      "-x509",
      "-nodes",
      "-newkey",
      ...key,
      "-keyout",
      "f.key",
      "-subj",
      "/CN=Foreign",
      "-days",
      "9000",
      "-out",
      "f.pem",
      "-addext",
      "keyUsage=critical,keyCertSign,digitalSignature,nonRepudiation",
    );
    openssl(
      folder,
      "cms",
      "-sign",
      "-cades",
      "-binary",
      "-signer",
      "f.pem",
      "-inkey",
      "f.key",
      ...options,
      "-in",
      "document",
      "-outform",
      "DER",
      "-out",
      "f.p7s",
    );
    const now = new Date(Date.now() + 1000);
    const trust = openTrustStore({ roots: [get("f.pem")] });
    const ask = (signature: Uint8Array) =>
      validateSignature({ document, signature, trust, bestTime: now, now, policy: HOUSE_POLICY })[0]!;
    const verdict = ask(get("f.p7s"));
    assert.equal(inShort(verdict), expected, verdict.reason);
    assert.equal(verdict.signatureAlgorithm, algorithm);
    if (expected !== "TOTAL-PASSED") assert.deepEqual(unmet(verdict), ["NationalAlgorithms", "CryptographyStrong"]);
    const changed = get("f.p7s");
    // The last octet is of the signature value.
    changed[changed.length - 1]! ^= 1;
    assert.equal(inShort(ask(changed)), "TOTAL-FAILED/SIG_CRYPTO_FAILURE");
  });
}

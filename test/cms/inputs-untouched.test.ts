/** Whoever asks for a verdict gets their bytes back as they gave them: they will be hashed and stored after this. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { digestsOf } from "../../src/cms/digests.ts";
import { issueCrl, issueRoot } from "../../src/cms/issue/authority.ts";
import { createKey } from "../../src/cms/issue/key.ts";
import { signDetached } from "../../src/cms/issue/sign.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import { validateSignature } from "../../src/cms/validate.ts";

test("validation changes neither the document nor the signature, even when they are Buffers", () => {
  const now = new Date("2026-11-24T10:00:00Z");
  const year = 366 * 86_400_000;
  const key = createKey("256-A", (length) => new Uint8Array(length).fill(7));
  const certificate = issueRoot({
    key,
    subject: { commonName: "Root" },
    serial: 1n,
    notBefore: new Date(now.getTime() - year),
    notAfter: new Date(now.getTime() + year),
  });
  const crl = issueCrl({
    authority: { certificate, key },
    revoked: [],
    thisUpdate: now,
    nextUpdate: new Date(now.getTime() + year),
    number: 1n,
  });
  const document = Buffer.from("the exact bytes");
  const signature = Buffer.from(signDetached({ digests: digestsOf(document), certificate, key, signingTime: now }));
  const before = [document.toString("hex"), signature.toString("hex")];

  const trust = openTrustStore({ roots: [certificate], crls: [crl] });
  validateSignature({ document: digestsOf(document), signature, trust, bestTime: now, now });

  assert.deepEqual([document.toString("hex"), signature.toString("hex")], before);
});

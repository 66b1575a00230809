/** CPU of each step alone, in this process, on a 20 KB document: where a registration's milliseconds go. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { plainTitle } from "../../src/cda/plain-title.ts";
import { readDocument } from "../../src/cda/read.ts";
import { digestsOf } from "../../src/cms/digests.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import { validateSignature } from "../../src/cms/validate.ts";
import { sealBundle } from "../../src/db/vault.ts";
import { openDemoAuthority } from "../../src/demo/authority/authority.ts";
import { openFlood } from "./flood.ts";

export async function stepCosts(dataDir: string): Promise<string[]> {
  const [shot] = (await openFlood(dataDir, 20_000, 1)).shots(1, 99_000_000);
  if (!shot) throw new Error("no shot");
  const authority = openDemoAuthority(await readFile(join(dataDir, "secrets", "demo-ca.key")));
  const now = new Date();
  const trust = openTrustStore({ roots: [authority.root], crls: [authority.crl(now)] });
  const key = createHash("sha256").update("bench").digest();
  const cda = readDocument(shot.document);
  const cost = (name: string, deed: () => void) => {
    for (let i = 0; i < 20; i++) deed();
    const before = process.cpuUsage();
    for (let i = 0; i < 100; i++) deed();
    const used = process.cpuUsage(before);
    return `${name}: ${((used.user + used.system) / 100_000).toFixed(2)} ms CPU`;
  };
  return [
    cost("read (gate, tree, facts)", () => readDocument(shot.document)),
    cost("verify (two GOST signatures, one document digest)", () => {
      const document = digestsOf(shot.document);
      for (const signature of shot.signatures) validateSignature({ document, signature, trust, bestTime: now, now });
    }),
    cost("title for the lists", () => plainTitle(cda.root, cda.facts)),
    cost("seal (zstd, AES-256-GCM, SHA-256)", () =>
      sealBundle(key, "id", [
        { part: 0, mediaType: "application/xml", bytes: shot.document },
        ...shot.signatures.map((bytes, index) => ({
          part: index + 1,
          mediaType: "application/pkcs7-signature",
          bytes,
        })),
      ]),
    ),
  ];
}

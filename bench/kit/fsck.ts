/** The number of findings of a full check, beside the running server. */
import { join } from "node:path";
import { fsck } from "../../src/log/fsck.ts";
import { openSigner } from "../../src/log/signer.ts";
import { contentInPostgres, filesOf } from "../../src/registry/content.ts";
import type { BenchDatabases } from "./cabinet.ts";
import type { BenchServer } from "./server.ts";

export async function fsckInto(server: BenchServer, { registry, keyring }: BenchDatabases): Promise<number> {
  const content = contentInPostgres(keyring);
  const origin = `${new URL(server.url).host}/log/docs`;
  const signer = await openSigner({
    dir: join(server.dataDir, "log"),
    log: "docs",
    origin,
    random: () => {
      throw new Error("the log has no key");
    },
  });
  const checking = fsck({
    sql: registry.sql,
    log: "docs",
    vkey: signer.vkey,
    now: new Date(),
    openDocument: async (_patientId, documentId) => {
      const files = filesOf((await content.get(registry.sql, documentId)) ?? []);
      return files && { document: files.document.bytes, signatures: files.signatures.map(({ bytes }) => bytes) };
    },
  });
  let findings = 0;
  for (let next = await checking.next(); !next.done; next = await checking.next()) {
    findings++;
    console.error(JSON.stringify(next.value));
  }
  return findings;
}

/** `medkarta fsck`: is everything that was registered still there, unchanged, and in the log? */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { openDatabase } from "../db/database.ts";
import { type FsckReport, fsck } from "../log/fsck.ts";
import { openSigner } from "../log/signer.ts";
import { contentInPostgres, filesOf } from "../registry/content.ts";
import { openKeyringIn } from "../roof/open-keyring.ts";
import { type Command, exit } from "./command.ts";
import { reach } from "./reach.ts";
import { answer } from "./say.ts";

export const fsckCommand: Command = {
  name: "fsck",
  summary: "Check every registered document against the transparency log",
  help: `Usage: medkarta fsck [--json]

Opens every document, compares its digests with its record, the record with its leaf, the leaves with the tree, the tree
with every signed checkpoint. Safe beside a running server. Reads DATABASE_URL or the embedded database in MEDKARTA_DATA.

Exit codes: 0 all is well, 1 damage was found (each finding is told), 69 the database cannot be reached.`,
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean", default: false } } });
    const config = readConfig(process.env);
    const { registryUrl, stop } = await reach(config);
    const database = openDatabase(registryUrl, { max: 4 });
    try {
      const keyring = await openKeyringIn(config.dataDir);
      const content = contentInPostgres(keyring);
      const origin = `${new URL(config.publicUrl).host}/log/docs`;
      const signer = await openSigner({ dir: join(config.dataDir, "log"), log: "docs", origin, random: neverNeeded });
      const signed = await signer.signed();
      const checking = fsck({
        sql: database.sql,
        log: "docs",
        vkey: signer.vkey,
        ...(signed ? { signedSize: signed.size } : {}),
        now: new Date(),
        openDocument: async (_patientId, documentId) => {
          const files = filesOf((await content.get(database.sql, documentId)) ?? []);
          return files && { document: files.document.bytes, signatures: files.signatures.map(({ bytes }) => bytes) };
        },
        onProgress: ({ step, done, total }) => {
          if (process.stderr.isTTY) process.stderr.write(`\r${step} ${done}/${total}   `);
        },
      });
      const findings: unknown[] = [];
      let next = await checking.next();
      while (!next.done) {
        findings.push(next.value);
        if (!values.json) answer(JSON.stringify(next.value));
        next = await checking.next();
      }
      if (values.json)
        answer(JSON.stringify({ state: next.value.clean ? "clean" : "damaged", ...next.value, findings }, null, 2));
      else answer(summary(next.value));
      return next.value.clean ? exit.yes : exit.no;
    } finally {
      await database.close();
      await stop();
    }
  },
};

function summary({ clean, leaves, records, checkpoints }: FsckReport): string {
  const verdict = clean ? "Всё на месте · All is well" : "НАЙДЕНЫ ПОВРЕЖДЕНИЯ · DAMAGE FOUND";
  return `${verdict}: ${records} records, ${leaves} leaves, ${checkpoints} checkpoints`;
}

/** A log that has no key yet has signed nothing to check. */
function neverNeeded(): never {
  throw new Error("there is no log in this folder yet: start the server first");
}

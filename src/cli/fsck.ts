/** `medkarta fsck`: is everything that was registered still there, unchanged, and in the log? */
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { openDatabase } from "../db/database.ts";
import type { FsckReport } from "../log/fsck.ts";
import { checkLog } from "../roof/check-log.ts";
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
      const checking = await checkLog({
        database,
        keyring,
        dataDir: config.dataDir,
        publicUrl: config.publicUrl,
        now: new Date(),
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

/** `medkarta fsck`: is everything that was registered still there, unchanged, and in the log? */
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { openDatabase } from "../db/database.ts";
import type { FsckProgress, FsckReport } from "../log/fsck.ts";
import { checkLog } from "../roof/check-log.ts";
import { openKeyringIn } from "../roof/open-keyring.ts";
import { type Command, exit } from "./command.ts";
import { reach } from "./reach.ts";
import { answer, tell } from "./say.ts";

export const fsckCommand: Command = {
  name: "fsck",
  summary: "Check every registered document against the transparency log",
  help: `Usage: medkarta fsck [--sample 1%] [--since YYYY-MM-DD] [--json]

Opens every document, compares its digests with its record, the record with its leaf, the leaves with the tree, the tree
with every signed checkpoint; which version is in force with the records, what is disputed with the events of appeals, what
was erased with the court's events. Safe beside a running server. Reads DATABASE_URL or the embedded database in
MEDKARTA_DATA.

--sample 1%        opens that share of the documents; all else is checked wholly
--since YYYY-MM-DD opens only documents registered since that day

Exit codes: 0 all is well, 1 damage was found (each finding is told), 69 the database cannot be reached.`,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { json: { type: "boolean", default: false }, sample: { type: "string" }, since: { type: "string" } },
    });
    const share = values.sample === undefined ? null : shareOf(values.sample);
    const since = values.since === undefined ? null : new Date(`${values.since}T00:00:00Z`);
    if (share === undefined || (since && Number.isNaN(since.getTime()))) {
      tell("Usage: medkarta fsck [--sample 1%] [--since YYYY-MM-DD] [--json]");
      return exit.usage;
    }
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
        ...(share === null ? {} : { sample: { share, random: Math.random } }),
        ...(since && { since }),
        ...(process.stderr.isTTY ? { onProgress: progressLine() } : {}),
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

/** «1%», «0.5%», «0.01»; undefined: none of these, or nothing at all. */
function shareOf(text: string): number | undefined {
  const [, number, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const share = Number(number) / (percent ? 100 : 1);
  return share > 0 && share <= 1 ? share : undefined;
}

/** How far it is, and how fast it goes, on one line of the terminal. */
function progressLine() {
  let began = performance.now();
  let now = "";
  return ({ step, done, total }: FsckProgress) => {
    if (step !== now) began = performance.now();
    now = step;
    const rate = Math.round(done / Math.max(0.001, (performance.now() - began) / 1000));
    process.stderr.write(`\r${step} ${done}/${total}, ${rate}/s   `);
  };
}

function summary({ clean, leaves, records, checkpoints }: FsckReport): string {
  const verdict = clean ? "Всё на месте · All is well" : "НАЙДЕНЫ ПОВРЕЖДЕНИЯ · DAMAGE FOUND";
  return `${verdict}: ${records} records, ${leaves} leaves, ${checkpoints} checkpoints`;
}

/** `medkarta fsck`: is everything that was registered still there, unchanged, and in the log? */
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { type Database, openDatabase } from "../db/database.ts";
import type { Finding } from "../log/fsck/findings.ts";
import type { FsckProgress, FsckReport } from "../log/fsck.ts";
import { type LogName, logNames } from "../log/names.ts";
import { recordPass } from "../log/patrol/pass.ts";
import { checkLog } from "../roof/check-log.ts";
import { openKeyringIn } from "../roof/open-keyring.ts";
import { type Command, exit } from "./command.ts";
import { reach } from "./reach.ts";
import { answer, tell } from "./say.ts";

export const fsckCommand: Command = {
  name: "fsck",
  summary: "Check every registered document against the transparency log",
  help: `Usage: medkarta fsck [--log docs|access] [--sample 1%] [--since YYYY-MM-DD] [--json]

Opens every document, compares its digests with its record, the record with its leaf, the leaves with the tree, the tree
with every signed checkpoint; which version is in force with the records, what is disputed with the events of appeals, what
was erased with the court's events; the exported files with all of this. Safe beside a running server. Reads DATABASE_URL
or the embedded database in MEDKARTA_DATA.

--log docs|access  one of the two logs; both, when not said
--sample 1%        opens that share of the documents; all else is checked wholly
--since YYYY-MM-DD opens only documents registered since that day

Exit codes: 0 all is well, 1 damage was found (each finding is told), 69 the database cannot be reached.`,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        json: { type: "boolean", default: false },
        log: { type: "string" },
        sample: { type: "string" },
        since: { type: "string" },
      },
    });
    const logs = logNames.filter((log) => values.log === undefined || values.log === log);
    const share = values.sample === undefined ? null : shareOf(values.sample);
    const since = values.since === undefined ? null : new Date(`${values.since}T00:00:00Z`);
    if (logs.length === 0 || share === undefined || (since && Number.isNaN(since.getTime()))) {
      tell("Usage: medkarta fsck [--log docs|access] [--sample 1%] [--since YYYY-MM-DD] [--json]");
      return exit.usage;
    }
    const config = readConfig(process.env);
    const { registryUrl, stop } = await reach(config);
    const database = openDatabase(registryUrl, { max: 4 });
    try {
      const keyring = await openKeyringIn(config.dataDir);
      const reports: Partial<Record<LogName, FsckReport>> = {};
      const all: unknown[] = [];
      for (const log of logs) {
        const now = new Date();
        const findings: Finding[] = [];
        const checking = await checkLog({
          log,
          database,
          keyring,
          dataDir: config.dataDir,
          publicUrl: config.publicUrl,
          now,
          ...(share === null ? {} : { sample: { share, random: Math.random } }),
          ...(since && { since }),
          ...(process.stderr.isTTY ? { onProgress: progressLine(log) } : {}),
        });
        let next = await checking.next();
        for (; !next.done; next = await checking.next()) {
          findings.push(next.value);
          all.push({ log, ...next.value });
          if (!values.json) answer(JSON.stringify({ log, ...next.value }));
        }
        reports[log] = next.value;
        if (!values.json) answer(summary(log, next.value));
        if (share === null && !since) await keepPass(database, log, next.value, findings, now);
      }
      const clean = Object.values(reports).every((report) => report.clean);
      if (values.json)
        answer(JSON.stringify({ state: clean ? "clean" : "damaged", logs: reports, findings: all }, null, 2));
      return clean ? exit.yes : exit.no;
    } finally {
      await database.close();
      await stop();
    }
  },
};

/** A whole walk is a full pass: after it /readyz and /metrics tell of what it found, and of nothing older. */
async function keepPass(
  database: Database,
  log: LogName,
  report: FsckReport,
  findings: readonly Finding[],
  began: Date,
) {
  try {
    await database.transact((tx) => recordPass(tx, log, report, findings, began, new Date()));
  } catch (error) {
    tell(`The result was not kept: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** «1%», «0.5%», «0.01»; undefined: none of these, or nothing at all. */
function shareOf(text: string): number | undefined {
  const [, number, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const share = Number(number) / (percent ? 100 : 1);
  return share > 0 && share <= 1 ? share : undefined;
}

/** How far it is, and how fast it goes, on one line of the terminal. */
function progressLine(log: LogName) {
  let began = performance.now();
  let now = "";
  return ({ step, done, total }: FsckProgress) => {
    if (step !== now) began = performance.now();
    now = step;
    const rate = Math.round(done / Math.max(0.001, (performance.now() - began) / 1000));
    process.stderr.write(`\r${log} ${step} ${done}/${total}, ${rate}/s   `);
  };
}

function summary(log: LogName, { clean, leaves, records, checkpoints }: FsckReport): string {
  const verdict = clean ? "Всё на месте · All is well" : "НАЙДЕНЫ ПОВРЕЖДЕНИЯ · DAMAGE FOUND";
  return `${log}: ${verdict}: ${records} records, ${leaves} leaves, ${checkpoints} checkpoints`;
}

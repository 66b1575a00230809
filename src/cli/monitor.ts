/** `medkarta monitor`: watches a log from outside, by its published files alone. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { isEntry } from "../merkle/commitment.ts";
import { Malformed } from "../merkle/encoding.ts";
import { parseVkey } from "../merkle/key.ts";
import { logAlone, type Policy, parsePolicy } from "../merkle/policy.ts";
import { checkLog, type Report } from "../monitor/check-log.ts";
import { openMemory } from "../monitor/memory.ts";
import { openSource } from "../monitor/source.ts";
import { untilSignal } from "../roof/signals.ts";
import { type Command, exit } from "./command.ts";
import { answer, tell } from "./say.ts";

/** Old bundles of 256 entries that are read again each round. */
const AGAIN = 64;

export const monitorCommand: Command = {
  name: "monitor",
  summary: "Watch a log from outside, by its published files alone",
  help: `Usage: medkarta monitor URL|FOLDER (--policy FILE | --key VKEY) [--memory FOLDER] [--every SECONDS] [--stale MINUTES]
                       [--once] [--full] [--any-entries] [--json]

Reads checkpoint, entries and tiles (C2SP tlog-tiles), makes leaf hashes, tiles and root anew, and compares them with what
is signed, with what witnesses cosigned and with what it saw before. Shares no code of trees with the publisher. Entries
are salted: it proves their order and that none changes, and learns nothing about anybody.

  URL, FOLDER     like https://medkarta.example/log/docs, or a copy of its files
  --policy        which logs and witnesses are trusted (C2SP tlog-policy)
  --key           only the log's own key, no witnesses
  --memory        what it saw before (.monitor); evidence of a fork is kept here, too
  --every         seconds between rounds (60); --once: one round and its exit code
  --stale         minutes after which the newest cosignature is too old (30)
  --full          read all old entries again, not ${AGAIN} bundles a round
  --any-entries   a log of others: its entries are not 33 bytes of a salted commitment
  --json          a line of JSON a round

Alarms: fork, shrunk, entry-changed, entry-malformed, tile-changed, root-mismatch, file-missing, bad-checkpoint, no-quorum,
stale. Exit codes with --once: 0 all is well, 1 alarm, 69 the log cannot be reached, 64 misused.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        policy: { type: "string" },
        key: { type: "string" },
        memory: { type: "string", default: ".monitor" },
        every: { type: "string", default: "60" },
        stale: { type: "string", default: "30" },
        once: { type: "boolean", default: false },
        full: { type: "boolean", default: false },
        "any-entries": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    });
    const [where, ...more] = positionals;
    const [every, stale] = [Number(values.every), Number(values.stale)];
    const oneTrust = (values.policy === undefined) !== (values.key === undefined);
    if (where === undefined || more.length > 0 || !oneTrust || !(every >= 1) || !(stale > 0)) {
      tell("medkarta help monitor");
      return exit.usage;
    }
    let policy: Policy;
    try {
      policy = values.policy ? parsePolicy(await readFile(values.policy)) : logAlone(parseVkey(values.key ?? ""));
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      tell(`${error.code}: ${error.message}`);
      return exit.usage;
    }
    // By the place, not by the name that the checkpoint gives itself: a log that is served in another's place is noticed.
    const place = createHash("sha256").update(where).digest("hex").slice(0, 16);
    const memory = await openMemory(join(resolve(values.memory), place));
    const round = async (): Promise<Report> => {
      const report = await checkLog({
        source: openSource(where),
        memory,
        policy,
        now: new Date(),
        staleMs: stale * 60_000,
        fits: values["any-entries"] ? () => true : isEntry,
        again: values.full ? Number.POSITIVE_INFINITY : AGAIN,
      });
      answer(values.json ? JSON.stringify(report) : inWords(report));
      return report;
    };
    if (values.once) return { well: exit.yes, alarm: exit.no, unknown: exit.unreachable }[(await round()).state];

    const stopping = new AbortController();
    const stopped = untilSignal().then(() => stopping.abort());
    let raised = false;
    while (!stopping.signal.aborted) {
      raised = (await round()).state === "alarm" || raised;
      await sleep(every * 1000, undefined, { signal: stopping.signal }).catch(() => {});
    }
    await stopped;
    return raised ? exit.no : exit.yes;
  },
};

function inWords({ at, state, size, before, cosigners = [], checked, alarms, evidence, reason }: Report): string {
  const words = { well: "всё сходится · all is well", alarm: "ТРЕВОГА · ALARM", unknown: "неизвестно · cannot tell" }[
    state
  ];
  const from = before === undefined ? "" : ` (${before})`;
  const facts = size === undefined ? "" : `: ${size}${from} entries, ${checked.entries} hashed, ${checked.tiles} tiles`;
  const by = cosigners.map(({ name, at: when }) => `\n  cosigned ${name} ${when}`).join("");
  const found = alarms.map(({ code, message }) => `\n  ${code}: ${message}`).join("");
  return `${at} ${words}${facts}${reason ? `: ${reason}` : ""}${by}${found}${evidence ? `\n  ${evidence}` : ""}`;
}

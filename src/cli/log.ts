/** `medkarta log`: what the logs say of themselves, their static files, a new key, their end. */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import type { Database } from "../db/database.ts";
import { exportLog } from "../log/export.ts";
import { freeze } from "../log/freeze.ts";
import { type LogName, logNames } from "../log/names.ts";
import { latestCheckpoint } from "../log/prove.ts";
import { rotate } from "../log/rotate.ts";
import type { Signer } from "../log/signer.ts";
import { anchorTime, stampedText } from "../log/time-anchor.ts";
import { formatKeyList } from "../merkle/key-list.ts";
import { openSignerOf } from "../roof/signers.ts";
import { type Command, exit } from "./command.ts";
import { withRegistry } from "./reach.ts";
import { answer, tell } from "./say.ts";

const usage = `Usage: medkarta log checkpoint [LOG]
       medkarta log text [LOG]
       medkarta log anchor [LOG] TOKEN
       medkarta log keys [LOG]
       medkarta log export [LOG] DIR
       medkarta log rotate LOG
       medkarta log freeze LOG --for-good [--successor ORIGIN]`;

interface Told {
  readonly registry: Database;
  readonly signer: Signer;
  readonly rest: readonly string[];
  readonly successor: string | undefined;
}

type Deed = (told: Told) => Promise<string>;
const random = (bytes: number) => randomBytes(bytes);

const deeds: Readonly<Record<string, Deed>> = {
  checkpoint: async ({ registry, signer }) => (await latestCheckpoint(registry.sql, signer.log))?.note.trimEnd() ?? "",
  text: async ({ registry, signer }) => {
    const latest = await latestCheckpoint(registry.sql, signer.log);
    return latest ? Buffer.from(stampedText(latest.note)).toString() : "";
  },
  anchor: async ({ registry, signer, rest: [file = ""] }) => {
    const size = await anchorTime({ database: registry, signer, token: await readFile(file), now: new Date(), random });
    return `Время удостоверено для записей · Time is anchored for leaves: ${size}`;
  },
  keys: async ({ signer }) => formatKeyList(await signer.keys()).trimEnd(),
  export: async ({ registry, signer, rest: [dir = ""] }) => {
    const keys = (await signer.keys()).map(({ key }) => key);
    const exported = await exportLog({ sql: registry.sql, log: signer.log, keys, dir });
    if (!exported) return "Журнал ещё не подписан · The log has not been signed yet";
    return `Записей · Leaves: ${exported.size}; файлов записано · files written: ${exported.files}`;
  },
  rotate: ({ registry, signer }) => rotate({ database: registry, signer, now: new Date(), random }),
  freeze: async ({ registry, signer, successor }) => {
    const wish = { database: registry, signer, now: new Date(), random, ...(successor ? { successor } : {}) };
    return (await freeze(wish)).note.trimEnd();
  },
};

export const logCommand: Command = {
  name: "log",
  summary: "Show the logs' checkpoints and keys, export files, anchor time, rotate a key, end a log",
  help: `${usage}

LOG is docs (documents and events; meant when none is named) or access (every line of the access journals).

  checkpoint  the latest signed word of the log, to be kept or printed
  text        what of it is signed, three lines: the file that a timestamp authority stamps
  anchor      TOKEN is an RFC 3161 token (DER) over these three lines; its digest becomes a leaf of the log of documents
  keys        its public keys, each with the time in which it signed
  export      its static files as C2SP tlog-tiles names them; goes on where an earlier export ended
  rotate      a new key: signs at once, the old one beside it for ninety days; prints the new public key
  freeze      ends the log for good: whatever needs it is refused from then on (LOG_FROZEN). Cannot be undone

Safe beside a running server. Exit codes: 0 done, 1 refused, 64 misused, 69 the database cannot be reached.`,
  async run(args) {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { successor: { type: "string" }, "for-good": { type: "boolean" } },
      allowPositionals: true,
    });
    const [name = "", ...more] = positionals;
    const deed = Object.hasOwn(deeds, name) ? deeds[name] : undefined;
    const named = logNames.find((one) => one === more[0]);
    const rest = named ? more.slice(1) : more;
    const needsLog = name === "rotate" || name === "freeze";
    const takes = name === "export" || name === "anchor" ? 1 : 0;
    const sure = name !== "freeze" || values["for-good"] === true;
    if (!deed || rest.length !== takes || (needsLog && !named) || !sure) {
      tell(usage);
      return exit.usage;
    }
    const config = readConfig(process.env);
    const log: LogName = named ?? "docs";
    answer(
      await withRegistry(config, async (registry) => {
        const signer = await openSignerOf({ ...config, random }, log);
        return deed({ registry, signer, rest, successor: values.successor });
      }),
    );
    return exit.yes;
  },
};

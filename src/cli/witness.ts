/** `medkarta witness`: watches logs for others, and cosigns what only grows. Needs nothing of the rest of the house. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Malformed } from "../merkle/encoding.ts";
import { formatVkey } from "../merkle/key.ts";
import { verifierOf } from "../merkle/sign.ts";
import { untilSignal } from "../roof/signals.ts";
import { parseKnownLogs } from "../witness/known-logs.ts";
import { openOwnKey } from "../witness/own-key.ts";
import { openWitnessServer } from "../witness/server.ts";
import { openWitness } from "../witness/witness.ts";
import { type Command, exit } from "./command.ts";
import { answer, tell } from "./say.ts";

export const witnessCommand: Command = {
  name: "witness",
  summary: "Watch logs for others and cosign what only grows",
  help: `Usage: medkarta witness --logs FILE [--name NAME] [--data FOLDER] [--port N] [--host H]
       medkarta witness --key [--name NAME] [--data FOLDER]

A witness (C2SP tlog-witness) keeps the latest checkpoint of each log that it knows and cosigns a new one only when it is
proved to be the old one with leaves added. Run by somebody who does not run the registry, it makes a second version of
the registry's history impossible to show. It sees numbers and hashes only, never a document or a person.

  --logs   file with a verifier key (vkey) of a log on each line; # begins a comment
  --name   the witness's name for ever, like witness.health.example; needed the first time only
  --data   its folder of key and memory (.witness); never restore it from a backup
  --port   port (8090); 0 takes a free one
  --host   address to listen on (127.0.0.1); put a proxy with TLS before it for the world
  --key    only print the witness's own vkey, for the registry's policy file

Stops cleanly on Ctrl-C or SIGTERM. Exit codes: 0 stopped, 1 a file or name is wrong, 64 misused.`,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        logs: { type: "string" },
        name: { type: "string" },
        data: { type: "string", default: ".witness" },
        port: { type: "string", default: "8090" },
        host: { type: "string", default: "127.0.0.1" },
        key: { type: "boolean", default: false },
      },
    });
    const port = Number(values.port);
    if ((!values.key && values.logs === undefined) || !Number.isInteger(port) || port < 0 || port > 65_535) {
      tell("medkarta help witness");
      return exit.usage;
    }
    const dir = resolve(values.data);
    try {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const key = await openOwnKey({ dir, name: values.name, random: randomBytes });
      const vkey = formatVkey(verifierOf(key));
      if (values.key || values.logs === undefined) {
        answer(vkey);
        return exit.yes;
      }
      const logs = parseKnownLogs(await readFile(values.logs, "utf8"));
      const witness = openWitness({
        dir,
        key,
        logs,
        clock: () => new Date(),
        onEvent: ({ what, origin, size }) => tell(`${what} ${origin} ${size}`),
      });
      const server = openWitnessServer({ witness, vkey, onError: (error) => tell(String(error)) });
      server.listen(port, values.host);
      await once(server, "listening");
      tell(`Свидетель · Witness: ${vkey}`);
      tell(
        `Журналов · Logs: ${logs.size}. http://${values.host}:${(server.address() as AddressInfo).port}/add-checkpoint`,
      );
      await untilSignal();
      server.close();
      server.closeAllConnections();
      return exit.yes;
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      tell(`${error.code}: ${error.message}`);
      return exit.no;
    }
  },
};

/**
 * Two witnesses of the demo's own, each with its folder, key and port, asked over HTTP as others' would be. They run in
 * the registry's process, so they prove nothing to anybody: they show what the proof of others looks like.
 */
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { formatVkey } from "../merkle/key.ts";
import { verifierOf } from "../merkle/sign.ts";
import { parseKnownLogs } from "../witness/known-logs.ts";
import { openOwnKey } from "../witness/own-key.ts";
import { openWitnessServer } from "../witness/server.ts";
import { openWitness } from "../witness/witness.ts";

export interface DemoWitnesses {
  /** Lines of a policy: the witnesses and their quorum, two of two. */
  readonly lines: string;
  close(): Promise<void>;
}

interface Given {
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: { error(about: object, words: string): void };
}

const names = ["ministry.demo.medkarta.invalid/witness", "patients.demo.medkarta.invalid/witness"] as const;

export async function openDemoWitnesses(
  dataDir: string,
  logs: readonly { readonly vkeys: readonly string[] }[],
  { clock, random, log }: Given,
): Promise<DemoWitnesses> {
  const known = parseKnownLogs(logs.flatMap(({ vkeys }) => vkeys).join("\n"));
  const servers: Server[] = [];
  const lines: string[] = [];
  for (const name of names) {
    const [short = name] = name.split(".");
    const dir = join(dataDir, "demo-witnesses", short);
    const key = await openOwnKey({ dir, name, random });
    const vkey = formatVkey(verifierOf(key));
    const witness = openWitness({ dir, key, logs: known, clock });
    const server = openWitnessServer({
      witness,
      vkey,
      onError: (error) => log.error({ err: error }, "a demo witness"),
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    server.unref();
    servers.push(server);
    lines.push(`witness ${short} ${vkey} http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
  return {
    lines: `${lines.join("\n")}\ngroup both all ministry patients\nquorum both\n`,
    async close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

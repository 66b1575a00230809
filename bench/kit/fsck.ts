/** The number of findings of a full check, beside the running server. */
import { checkLog } from "../../src/roof/check-log.ts";
import type { BenchDatabases } from "./cabinet.ts";
import type { BenchServer } from "./server.ts";

export async function fsckInto(server: BenchServer, { registry, keyring }: BenchDatabases): Promise<number> {
  const { dataDir, url: publicUrl } = server;
  const checking = await checkLog({ database: registry, keyring, dataDir, publicUrl, now: new Date() });
  let findings = 0;
  for (let next = await checking.next(); !next.done; next = await checking.next()) {
    findings++;
    console.error(JSON.stringify(next.value));
  }
  return findings;
}

/** The whole house for a test: real PostgreSQL, real HTTP, the demo's provider and authority, on a free port. */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../../src/config.ts";
import { openRegistryClient, type RegistryClient } from "../../src/contract/registry-client.ts";
import { demoClient } from "../../src/demo/country/enrol.ts";
import { type Running, start } from "../../src/roof/start.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";

export interface TestHouse extends Running {
  readonly dataDir: string;
  readonly database: TestDatabase;
  /** A hospital's system of the demo, by the OID of its organisation. */
  client(organisationOid: string): RegistryClient;
  close(): Promise<void>;
}

/** `documents`: true settles the demo's documents too, which takes some seconds; `appeals`: and what patients wrote about them. */
export async function openTestHouse(
  options: { documents?: boolean; appeals?: boolean; env?: Record<string, string> } = {},
): Promise<TestHouse> {
  const database = await openTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "medkarta-house-"));
  const config = readConfig({
    MEDKARTA_PORT: String(await freePort()),
    MEDKARTA_DATA: dataDir,
    MEDKARTA_DEMO: "true",
    DATABASE_URL: database.portalUrl,
    MEDKARTA_OWNER_DATABASE_URL: database.ownerUrl,
    MEDKARTA_REGISTRY_DATABASE_URL: database.registryUrl,
    ...options.env,
  });
  const running = await start(config, () => {}, {
    documents: options.documents ?? false,
    appeals: options.appeals ?? false,
  });
  return {
    ...running,
    dataDir,
    database,
    client(organisationOid) {
      const { id, secret } = demoClient(running.house.keyring, organisationOid);
      return openRegistryClient(running.url, { clientId: id, secret });
    },
    async close() {
      await running.stop();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** Notices under kill -9 of their workers: none lost, few twice outside, none twice in the cabinet, no appeal's news out of order. */
import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../src/db/database.ts";
import { startEmbedded } from "../src/db/embedded/start.ts";
import { openKeyring } from "../src/db/keyring.ts";
import { migrate } from "../src/db/migrate.ts";
import { changeSettings } from "../src/notify/settings/settings.ts";
import { CONSENT_VERSION } from "../src/patient/consent.ts";
import { runCampaign } from "./kit/notify-campaign.ts";
import type { BenchResult, Scenario } from "./run.ts";

const PATIENTS = 2000;

export const notices: Scenario = {
  name: "notices",
  summary: "kill -9 of two workers that tell, route and send notices (arguments: notices, kills)",
  async run(args): Promise<BenchResult> {
    const wished = Number(args[0] ?? 100_000);
    const kills = Number(args[1] ?? 100);
    const dataDir = await mkdtemp(join(tmpdir(), "medkarta-bench-"));
    const postgres = await startEmbedded({ dataDir });
    try {
      await migrate(postgres.ownerUrl);
      const root = Buffer.alloc(32, 7);
      const patients = await settle(postgres, root);
      const registry = openDatabase(postgres.registryUrl, { max: 2 });
      const figures = await runCampaign({
        registryUrl: postgres.registryUrl,
        registry,
        root: root.toString("hex"),
        consentVersion: CONSENT_VERSION,
        leaseMs: 120_000,
        patients,
        notices: wished,
        kills,
        workers: 2,
        onProgress: (words) => console.error(words),
      });
      await registry.close();
      const share = ((100 * figures.duplicates) / figures.notices).toFixed(4);
      return {
        table: [{ ...figures, "twice outside, %": share }],
        notes: [
          "two workers at once, each sends two letters at once over real SMTP; the database has fsync on",
          `postgres ${(await readFile(join(dataDir, "postgres", "PG_VERSION"), "utf8")).trim()}, lease 120 s`,
        ],
      };
    } finally {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

/** People who may be told: a confirmed account, a consent, an address. */
async function settle({ portalUrl }: { portalUrl: string }, root: Buffer): Promise<string[]> {
  const portal = openDatabase(portalUrl, { max: 4 });
  const keyring = openKeyring(root);
  const now = new Date();
  const patients = Array.from({ length: PATIENTS }, () => randomUUID());
  for (const patient of patients) {
    await portal.transact(
      async (tx) => {
        await tx.client.query(
          `INSERT INTO account (account_id, level, patient_id, sealed, created_at, last_seen_at)
           VALUES (gen_random_uuid(), 'confirmed', $1, '\\x00', $2, $2)`,
          [patient, now],
        );
        await tx.client.query("INSERT INTO consent_event VALUES ($1, gen_random_uuid(), 'given', $2, $3)", [
          patient,
          CONSENT_VERSION,
          now,
        ]);
        await changeSettings(tx, keyring, patient, { email: `${patient}@example.ru` }, now);
      },
      { patient },
    );
  }
  await portal.close();
  return patients;
}

/** The demo's part of the roof: its authority, its provider, its signing door, its country. */
import type { FastifyInstance } from "fastify";
import type { OrganisationSeals } from "../clinic/seal-draft.ts";
import { type DemoAuthority, openDemoAuthority, publishTrust } from "../demo/authority/authority.ts";
import { keyFileDoor, writeKeyFiles } from "../demo/authority/key-files.ts";
import { demoSeals } from "../demo/authority/seals.ts";
import { type SettleDeps, sendDocuments, settleCountry } from "../demo/country/settle.ts";
import { addTrust } from "../demo/country/store.ts";
import { world } from "../demo/people/world.ts";
import { peopleOf } from "../demo/provider/from-world.ts";
import { mountDemoProvider } from "../demo/provider/mount.ts";
import { type DemoProvider, openDemoProvider } from "../demo/provider/provider.ts";
import { signDoor } from "../demo/sign-door.ts";
import { demoTable } from "../demo/table.ts";
import { openToAll } from "../http/guard.ts";
import { lookBy } from "./demo-look.ts";
import type { House } from "./house.ts";
import { secretIn } from "./open-keyring.ts";

export interface OpenedDemo {
  readonly provider: DemoProvider;
  readonly table: string;
  readonly seals: OrganisationSeals;
  mount(app: FastifyInstance): Promise<void>;
  readonly settleDeps: Omit<SettleDeps, "say">;
}

/** Before the doors: the country is in place, so that the first login finds its people. */
export async function beginDemo(house: House): Promise<OpenedDemo> {
  const { config, registry, keyring, clock } = house;
  const authority = openDemoAuthority(await secretIn(config.dataDir, "demo-ca.key"));
  await publishTrust(config.dataDir, authority, clock());
  let server: FastifyInstance | null = null;
  const provider = await openDemoProvider({
    issuer: `${config.publicUrl}/demo/id`,
    redirectUri: `${config.publicUrl}/login/return`,
    afterLogoutUri: `${config.publicUrl}/login/left`,
    startUri: `${config.publicUrl}/login`,
    dataDir: config.dataDir,
    people: peopleOf(world),
    look: lookBy(() => server ?? notMounted()),
  });
  const settleDeps = {
    registry,
    keyring,
    people: provider.people,
    clock,
    authority,
    url: `http://127.0.0.1:${config.port}`,
  };
  await settleCountry({ ...settleDeps, say: () => {} });
  house.intake.trust.refresh();
  const renewing = setInterval(() => void renew(house, authority), 12 * 3_600_000);
  renewing.unref();
  await writeKeyFiles(config.dataDir, authority, house.intake.random);
  await house.reloadKinds();
  return {
    provider,
    settleDeps,
    seals: demoSeals(house.reference.sql, authority),
    table: demoTable(config.publicUrl, config.dataDir),
    async mount(app) {
      server = app;
      signDoor(app, settleDeps, authority);
      keyFileDoor(app, authority, house.intake.random);
      await openToAll(app, (open) => mountDemoProvider(open, provider, clock));
    },
  };
}

/** After the doors opened: documents come through them. */
export async function finishDemo(demo: OpenedDemo, say: (words: string) => void): Promise<void> {
  await sendDocuments({ ...demo.settleDeps, say });
}

function notMounted(): never {
  throw new Error("the demo's provider is asked before it is mounted");
}

/** A revocation list lives eight days; a demo may run longer. */
async function renew({ registry, intake, clock, log, config }: House, authority: DemoAuthority): Promise<void> {
  const now = clock();
  try {
    await registry.transact((tx) => addTrust(tx, authority.root, authority.crl(now), now));
    await publishTrust(config.dataDir, authority, now);
    intake.trust.refresh();
  } catch (error) {
    log.error({ err: error }, "the demo's revocation list was not renewed");
  }
}

/** Two workers at once, killed in the middle again and again: nothing lost, nothing twice in the cabinet, no order inverted. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { runCampaign } from "../../bench/kit/notify-campaign.ts";
import { CONSENT, openNotifyDesk } from "./desk.ts";

test("kill -9 of workers that tell, route and send", { timeout: 180_000 }, async () => {
  const desk = await openNotifyDesk();
  try {
    const patients = await Promise.all(Array.from({ length: 20 }, () => desk.person()));
    const figures = await runCampaign({
      registryUrl: desk.registryUrl,
      registry: desk.registry,
      root: Buffer.alloc(32, 7).toString("hex"),
      consentVersion: CONSENT,
      leaseMs: 3000,
      patients,
      notices: 400,
      kills: 4,
      workers: 2,
    });
    assert.equal(figures.kills, 4);
    assert.equal(figures.lost, 0);
    assert.equal(figures.inCabinet, 400, "each once in the cabinet");
    assert.equal(figures.inverted, 0);
    // Two letters are in flight in each worker; what was accepted in the moment of its death may come twice, and no more.
    assert.ok(figures.duplicates <= 2 * figures.kills, `${figures.duplicates} letters came twice`);
  } finally {
    await desk.close();
  }
});

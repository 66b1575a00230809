/** Our own faults in the middle of a document's story: nothing half-stored, nothing lost, nothing twice. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { accept } from "../../src/intake/accept.ts";
import type { IntakeDeps } from "../../src/intake/deps.ts";
import type { Parcel } from "../../src/intake/parcel.ts";
import { receive, receiveAndDecide } from "../../src/intake/receive.ts";
import { startJobs } from "../../src/jobs/work.ts";
import { countRows } from "../http/counts.ts";
import { type Hospital, openHospital, sign } from "../http/hospital.ts";
import { until } from "../journeys/visitor.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";

let house: TestHouse;
let volga: Hospital;
let intake: IntakeDeps;
const sender = { clientId: "demo-1.2.643.5.1.13.13.12.2.76.99101", organisationOid: "1.2.643.5.1.13.13.12.2.76.99101" };
before(async () => {
  house = await openTestHouse();
  volga = await openHospital(house);
  intake = house.house.intake;
});
after(() => house?.close());

function parcel(set: string): Parcel {
  const bytes = volga.write({ set });
  return {
    document: { bytes, mediaType: "application/xml" },
    signatures: [sign(bytes, volga.doctor), sign(bytes, volga.seal)],
    metadata: null,
  };
}

const fail = () => {
  throw new Error("the machine is not well");
};

const decided = (id: string) =>
  until("the submission is decided", async () => {
    const { body } = await volga.get(`/api/v1/submissions/${id}`);
    return body.state === "received" ? null : body;
  });

test("storing fails: nothing of it is there, and the same key succeeds when the machine is well again", async () => {
  const before = await countRows(house);
  const localUid = randomUUID();
  const broken: IntakeDeps = { ...intake, content: { ...intake.content, put: fail } };
  await assert.rejects(receive(broken, sender, localUid, parcel("store")), /not well/);
  await assert.rejects(
    receiveAndDecide(broken, sender, localUid, parcel("store"), () => {}),
    /not well/,
  );
  const noQueue: IntakeDeps = { ...intake, queue: { ...intake.queue, enqueue: fail } };
  await assert.rejects(receive(noQueue, sender, localUid, parcel("store")), /not well/);
  assert.deepEqual(await countRows(house), before);
  const well = await receiveAndDecide(intake, sender, localUid, parcel("store"), fail);
  assert.equal(well.state, "registered");
  assert.equal((await countRows(house)).leaves, before.leaves + 1);
});

test("deciding fails: the document is received all the same, and its job decides, once", async () => {
  const before = await countRows(house);
  const complaints: unknown[] = [];
  const broken: IntakeDeps = { ...intake, trust: { ...intake.trust, current: fail } };
  const received = await receiveAndDecide(broken, sender, randomUUID(), parcel("decide"), (error) =>
    complaints.push(error),
  );
  assert.equal(received.state, "received");
  assert.equal(complaints.length, 1);
  assert.equal((await decided(received.id)).state, "registered");
  await accept(intake, received.id); // the job again
  const now = await countRows(house);
  assert.equal(now.documents, before.documents + 1);
  assert.equal(now.leaves, before.leaves + 1);
});

test("sealing the row fails after half of it is written: none of it stays", async () => {
  const before = await countRows(house);
  const localUid = randomUUID();
  const broken: IntakeDeps = { ...intake, random: fail };
  const received = await receiveAndDecide(broken, sender, localUid, parcel("half"), () => {});
  assert.equal(received.state, "received");
  assert.equal((await decided(received.id)).state, "registered");
  const now = await countRows(house);
  assert.equal(now.documents, before.documents + 1);
  assert.equal(now.leaves, before.leaves + 1);
});

test("the queue was lost: the broom finds who waits, and one that cannot be decided does not hold up the others", async () => {
  const forgetful: IntakeDeps = { ...intake, queue: { ...intake.queue, enqueue: async () => {} } };
  const poison = randomUUID();
  await house.house.registry.transact(async (tx) => {
    // A submission whose content is not there: older than the other, so it comes first.
    await tx.run`
      INSERT INTO submission (document_id, organisation_oid, client_id, local_uid, fingerprint, kind_system, kind_code, received_at)
      VALUES (${poison}, ${sender.organisationOid}, ${sender.clientId}, ${randomUUID()}, ${Buffer.alloc(32)}, '1', '1', ${new Date(0)})`;
  });
  const waiting = await receive(forgetful, sender, randomUUID(), parcel("queue"));
  await house.house.registry.transact(
    (tx) => tx.run`UPDATE submission SET received_at = ${new Date("2024-12-01")} WHERE document_id = ${waiting.id}`,
  );
  const errors: unknown[] = [];
  const { portal, appeals } = house.house;
  const jobs = await startJobs({
    intake,
    portal,
    appeals,
    shownFrom: null,
    onError: (error) => errors.push(error),
    onContradicted: () => {},
  });
  try {
    assert.equal((await decided(waiting.id)).state, "registered");
    assert.match(String(errors[0]), /cannot be opened/);
  } finally {
    jobs.stop();
  }
});

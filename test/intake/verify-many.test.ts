/** Signatures of many documents at once: the same verdicts by whatever way, nobody lost with a thread, and an honest «busy». */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import type { Worker } from "node:worker_threads";
import { digestsOf } from "../../src/cms/digests.ts";
import type { TrustStore } from "../../src/cms/trust.ts";
import { validateSignature } from "../../src/cms/validate.ts";
import { openVerifier, type Question, type VerifierOptions } from "../../src/intake/verify-many.ts";
import { countRows } from "../http/counts.ts";
import { type Hospital, openHospital, sign } from "../http/hospital.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";

let house: TestHouse;
let volga: Hospital;
let trust: TrustStore;
let now: Date;
before(async () => {
  house = await openTestHouse();
  volga = await openHospital(house);
  trust = await house.house.intake.trust.current();
  now = house.house.clock();
});
after(() => house?.close());

function question(n: number, damage: "none" | "document" | "signature" = "none"): Question {
  const bytes = Uint8Array.from(volga.write({ set: `many ${n}` }));
  const signatures = [sign(bytes, volga.doctor), sign(bytes, volga.seal)].map((each) => Uint8Array.from(each));
  if (damage === "document") bytes[bytes.length - 3]! ^= 1;
  if (damage === "signature") signatures[1]![signatures[1]!.length - 1]! ^= 1;
  return { document: digestsOf(bytes), signatures, trust, circumstances: { bestTime: now, now } };
}

const alone = ({ document: { bytes }, signatures, trust, circumstances }: Question) =>
  signatures.map((signature) => validateSignature({ ...circumstances, document: digestsOf(bytes), signature, trust }));

function opened(options: Partial<VerifierOptions>) {
  const faults: unknown[] = [];
  return { faults, verifier: openVerifier({ threads: 1, onFault: (error) => faults.push(error), ...options }) };
}

test("forty at once, good and bad: what threads say is what one says alone, word for word, and digests come along", async () => {
  const questions = Array.from({ length: 40 }, (_, n) =>
    question(n, n % 5 === 1 ? "document" : n % 5 === 2 ? "signature" : "none"),
  );
  const { verifier, faults } = opened({ mostTogether: 16 });
  try {
    const found = await Promise.all(questions.map((each) => verifier.verify(each)));
    assert.deepEqual(found, questions.map(alone));
    assert.deepEqual(
      found.slice(0, 3).map((verdicts) => verdicts.map(([first]) => first?.subIndication)),
      [
        [null, null],
        ["HASH_FAILURE", "HASH_FAILURE"],
        [null, "SIG_CRYPTO_FAILURE"],
      ],
    );
    assert.deepEqual(faults, []);
    for (const { document } of questions) {
      const learned = document.known().get("streebog256");
      assert.ok(learned);
      assert.deepEqual(learned, digestsOf(document.bytes).digest("streebog256"));
    }
  } finally {
    await verifier.close();
  }
});

test("one alone is verified here; a large one goes to a thread; without threads all are verified here", async () => {
  const made = threadsMadeFrom();
  const ways = [opened({}), opened({ threads: 0, large: 1 }), opened({ large: 1 })];
  try {
    const threads = [];
    for (const [n, { verifier, faults }] of ways.entries()) {
      const one = question(100 + n);
      assert.deepEqual(await verifier.verify(one), alone(one));
      assert.deepEqual(faults, []);
      threads.push(made.length);
    }
    assert.deepEqual(threads, [0, 0, 1]);
  } finally {
    await Promise.all(ways.map(({ verifier }) => verifier.close()));
  }
});

test("a thread dies in the middle: its documents are verified here, with the same verdicts, and it is told", async () => {
  const made = threadsMadeFrom();
  const { verifier, faults } = opened({ threads: 1, large: 1 });
  const questions = Array.from({ length: 6 }, (_, n) => question(200 + n));
  try {
    await verifier.verify(question(199));
    const answers = questions.map((each) => verifier.verify(each));
    await new Promise((resolve) => setImmediate(resolve));
    for (const thread of made) void thread.terminate();
    assert.deepEqual(await Promise.all(answers), questions.map(alone));
    assert.ok(faults.length > 0);
    const later = question(299);
    assert.deepEqual(await verifier.verify(later), alone(later), "and the next has a thread again");
  } finally {
    await verifier.close();
  }
});

test("what still waits when it closes is answered", async () => {
  const { verifier } = opened({ windowMs: 60_000 });
  const questions = Array.from({ length: 3 }, (_, n) => question(300 + n));
  const answers = questions.map((each) => verifier.verify(each));
  await verifier.close();
  assert.deepEqual(await Promise.all(answers), questions.map(alone));
});

test("too many wait: 503 with a time to come again, nothing is stored, and the same key succeeds later", async () => {
  const { intake } = house.house;
  const { verifier: usual } = intake;
  const { verifier } = opened({ mostWaiting: 0, large: 1 });
  const localUid = randomUUID();
  const bytes = volga.write({ set: "busy" });
  const parcel = { localUid, document: bytes, signatures: [sign(bytes, volga.doctor), sign(bytes, volga.seal)] };
  const before = await countRows(house);
  Object.assign(intake, { verifier });
  try {
    const { status, headers, body } = await volga.send(parcel);
    assert.equal(status, 503);
    assert.equal(body.code, "SIGNATURES_BUSY");
    assert.equal(headers.get("retry-after"), "2");
    assert.deepEqual(await countRows(house), before);
  } finally {
    Object.assign(intake, { verifier: usual });
    await verifier.close();
  }
  const { body } = await volga.send(parcel);
  assert.equal(body.state, "registered");
});

/** Threads that come into being from now on. */
function threadsMadeFrom(): Worker[] {
  const made: Worker[] = [];
  process.on("worker", (thread) => made.push(thread));
  return made;
}

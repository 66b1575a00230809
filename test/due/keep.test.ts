/** What is due over a real database: told with visits, ticked off with documents, raised when late, whatever comes first. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, beforeEach, describe, test } from "node:test";
import { openCalendarBook } from "../../src/basics/calendar.ts";
import { lawYear } from "../../src/basics/law-year.ts";
import { productionCalendars } from "../../src/basics/production-calendars.ts";
import { listDue } from "../../src/due/read/list.ts";
import { listOwed } from "../../src/due/read/owed.ts";
import * as store from "../../src/due/store.ts";
import { backfillVisits } from "../../src/due/upkeep/backfill.ts";
import { computeDelays } from "../../src/due/upkeep/delays.ts";
import { type Overdue, raiseOverdue } from "../../src/due/upkeep/raise.ts";
import { recountTerms } from "../../src/due/upkeep/recount.ts";
import { ask } from "../../src/jobs/keep-due.ts";
import { openRoom, type Room } from "./registry-room.ts";

let room: Room;
let patient: string;
before(async () => {
  room = await openRoom();
});
after(() => room?.close());
beforeEach(() => {
  patient = randomUUID();
  room.now = new Date("2026-11-24T09:00:00Z");
  room.book = openCalendarBook(productionCalendars);
});

const only = async (of = patient) => {
  const rows = await room.due(of);
  assert.equal(rows.length, 1);
  return rows[0]!;
};
const list = () => room.portal.transact((tx) => listDue(room.deps, tx, patient), { patient });

describe("a visit and its document", () => {
  test("told, told again, and ticked off by the document, with the working days that it took", async () => {
    const id = await room.visit(patient, "2026-11-11");
    await room.visit(patient, "2026-11-11", { id });
    const due = await only();
    assert.deepEqual([due.state, due.term_last, due.provisional, due.leaflets], ["expected", "2026-12-23", false, [4]]);
    const documentId = await room.register(patient, "2026-11-12");
    for (let time = 0; time < 2; time++) await room.deliver(patient, documentId);
    const came = await only();
    assert.deepEqual([came.state, came.document_id, came.delay_days], ["arrived", documentId, 9]);
  });

  test("a document that came before its visit was told ticks it off at once", async () => {
    const documentId = await room.register(patient, "2026-11-11");
    assert.deepEqual(await room.due(patient), []);
    await room.visit(patient, "2026-11-11");
    assert.equal((await only()).document_id, documentId);
  });

  test("both at the same moment, thirty times: none is missed", async () => {
    const people = Array.from({ length: 30 }, () => randomUUID());
    await Promise.all(people.flatMap((who) => [room.visit(who, "2026-11-11"), room.register(who, "2026-11-11")]));
    for (const who of people) assert.equal((await only(who)).state, "arrived");
  });

  test("another kind or another organisation ticks nothing; a corrected version ticks nothing more", async () => {
    await room.visit(patient, "2026-11-10");
    await room.visit(patient, "2026-11-12");
    await room.register(patient, "2026-11-10", { kind: "lab" });
    await room.register(patient, "2026-11-10", { organisation: "1.2.2" });
    assert.deepEqual(
      (await room.due(patient)).map(({ state }) => state),
      ["expected", "expected"],
    );
    const first = await room.register(patient, "2026-11-10", { set: `${patient} s` });
    await room.register(patient, "2026-11-13", { set: `${patient} s`, version: 2 });
    assert.deepEqual(
      (await room.due(patient)).map(({ state, document_id }) => [state, document_id]),
      [
        ["arrived", first],
        ["expected", null],
      ],
    );
  });

  test("a referral waits for whoever the patient goes to, without a term", async () => {
    await room.register(patient, "2026-11-10", { kind: "referral" });
    const [due] = await list();
    assert.deepEqual(
      [due?.source, due?.organisation, due?.term, due?.title],
      ["referral", null, null, "Направление к аллергологу"],
    );
    await room.register(patient, "2026-11-20", { organisation: "1.2.2" });
    assert.equal((await only()).state, "arrived");
  });
});

describe("what will not come", () => {
  for (const [why, organisation, day] of [
    ["region", "1.2.3", "2026-11-11"],
    ["not-electronic", "1.2.4", "2026-10-30"],
    ["before", "1.2.1", "2022-08-31"],
    ["long-ago", "1.2.1", "2024-05-14"],
  ] as const)
    test(why, async () => {
      await room.visit(patient, day, { organisation });
      const due = await only();
      assert.deepEqual([due.state, due.why], ["not-expected", why]);
      assert.equal(await raiseOverdue(room.registry, room.deps, async () => assert.fail("nobody is asked")), 0);
    });
  test("and yet it came: it is ticked off", async () => {
    await room.visit(patient, "2024-05-14");
    await room.register(patient, "2024-05-14");
    assert.equal((await only()).state, "arrived");
  });
  test("registered, but this edition is not shown", async () => {
    await room.visit(patient, "2026-11-11");
    await room.register(patient, "2026-11-11", { kind: "unshown" });
    const [due] = await list();
    assert.deepEqual([due?.state, due?.document?.hidden], ["arrived", "kind-not-shown"]);
  });
});

describe("terms", () => {
  test("at the turn of the year the term is provisional, and certain when the calendar is decreed", async () => {
    await room.visit(patient, "2026-12-01");
    const due = await only();
    assert.equal(due.provisional, true);
    room.book = openCalendarBook([...productionCalendars, { ...lawYear(2027), provisional: false }]);
    assert.equal(await recountTerms(room.registry, room.deps), 1);
    const counted = await only();
    assert.deepEqual([counted.provisional, counted.term_last], [false, due.term_last]);
  });
  test("without a calendar no day is told, and it is counted when the calendar comes", async () => {
    room.now = new Date("2028-03-01T09:00:00Z");
    await room.visit(patient, "2028-02-15");
    assert.equal((await only()).term_last, null);
    const [due] = await list();
    assert.deepEqual([due?.state, due?.term], ["expected", null]);
    room.book = openCalendarBook([...productionCalendars, lawYear(2028)]);
    assert.ok((await recountTerms(room.registry, room.deps)) >= 1);
    assert.ok((await only()).term_last);
    await room.register(patient, "2028-02-15");
  });
});

describe("overdue", () => {
  const raise = () => {
    const asked: Overdue[] = [];
    return raiseOverdue(room.registry, room.deps, async (tx, row) => {
      asked.push(row);
      await ask(tx, room.deps, row);
    }).then(() => asked.map(({ patient_id }) => patient_id));
  };
  test("when the last day is over where the organisation is: in Kamchatka nine hours before Moscow", async () => {
    const far = randomUUID();
    await room.visit(patient, "2026-09-24");
    await room.visit(far, "2026-09-24", { organisation: "1.2.2" });
    assert.deepEqual([(await only()).term_last, (await only(far)).term_last], ["2026-11-06", "2026-11-06"]);
    room.now = new Date("2026-11-06T11:59:00Z"); // 23:59 in Petropavlovsk
    assert.deepEqual(await raise(), []);
    room.now = new Date("2026-11-06T12:00:00Z");
    assert.deepEqual(await raise(), [far]);
    room.now = new Date("2026-11-06T20:59:59Z");
    assert.deepEqual(await raise(), []);
    room.now = new Date("2026-11-06T21:00:00Z");
    assert.deepEqual(await raise(), [patient]);
    assert.deepEqual(await raise(), []);
  });
  test("once for each, by four processes at once; the patient is told once", async () => {
    const people = Array.from({ length: 250 }, () => randomUUID());
    room.now = new Date("2026-11-24T09:00:00Z");
    for (const who of people) await room.visit(who, "2026-09-01");
    const asked = (await Promise.all([raise(), raise(), raise(), raise()])).flat();
    assert.deepEqual(asked.toSorted(), people.toSorted());
    const { rows } = await room.registry.pool.query(
      "SELECT count(*)::int AS notices, count(DISTINCT patient_id)::int AS patients FROM notice WHERE kind = 'due-late' AND patient_id = ANY($1)",
      [people],
    );
    assert.deepEqual(rows[0], { notices: 250, patients: 250 });
  });
  test("what comes late ticks it off all the same, and answers whoever asked, with the document", async () => {
    await room.visit(patient, "2026-09-24");
    assert.deepEqual(await raise(), [patient]);
    const appeal = async () =>
      (
        await room.portal.transact(
          ({ client }) => client.query("SELECT kind, reason, state, holder, due_id, answer_document_id FROM appeal"),
          { patient },
        )
      ).rows;
    const { due_id } = await only();
    const asked = { kind: "missing", reason: "overdue", holder: "organisation", due_id };
    assert.deepEqual(await appeal(), [{ ...asked, state: "registered", answer_document_id: null }]);
    const documentId = await room.register(patient, "2026-11-20");
    await room.deliver(patient, documentId);
    assert.equal((await only()).state, "arrived");
    assert.deepEqual(await appeal(), [{ ...asked, state: "corrected", answer_document_id: documentId }]);
  });
  test("a transaction that fails raises nothing", async () => {
    await room.visit(patient, "2026-09-24");
    await assert.rejects(
      raiseOverdue(room.registry, room.deps, async () => {
        throw new Error("no appeal");
      }),
    );
    assert.equal((await only()).state, "expected");
    assert.deepEqual(await raise(), [patient]);
  });
});

describe("the usual time of an organisation", () => {
  test("the median and nine of ten, of five documents and more; an archive tells nothing of a habit", async () => {
    await room.registry.pool.query(
      `INSERT INTO submission (document_id, organisation_oid, client_id, local_uid, fingerprint, kind_system, kind_code, received_at)
       SELECT gen_random_uuid(), '1.2.2', 'c', gen_random_uuid()::text, '', 's', 'lab', '2026-10-01T00:00:00Z'`,
    );
    const lab = { organisation: "1.2.2", code: "B03.016.004" };
    const came = async (visitedOn: string, registered: string) => {
      const who = randomUUID();
      room.now = new Date(`${registered}T01:00:00Z`);
      await room.visit(who, visitedOn, lab);
      await room.register(who, visitedOn, { organisation: "1.2.2", kind: "lab" });
    };
    for (const day of ["2026-10-06", "2026-10-07", "2026-10-08", "2026-10-09"]) await came("2026-10-05", day);
    await came("2025-12-15", "2026-10-09"); // of before it sent anything
    const usual = async () => {
      room.now = new Date("2026-11-24T09:00:00Z");
      await computeDelays(room.registry, room.now);
      const { rows } = await room.registry.pool.query(
        "SELECT family, documents, median_days, p90_days FROM organisation_delay WHERE organisation_oid = '1.2.2' ORDER BY family NULLS FIRST",
      );
      return rows;
    };
    assert.deepEqual(await usual(), [], "four are too few");
    await came("2026-10-05", "2026-10-22");
    const found = { documents: 5, median_days: 3, p90_days: 13 };
    assert.deepEqual(await usual(), [
      { family: null, ...found },
      { family: "type-7", ...found },
    ]);
    await room.visit(patient, "2026-11-11", lab);
    assert.deepEqual((await list())[0]?.usual, { median: 3, p90: 13 });
  });
});

describe("who sees what", () => {
  test("a patient their own; the organisation its own, without a word of medicine; nobody without a name", async () => {
    await room.visit(patient, "2026-11-11");
    const stranger = randomUUID();
    await room.visit(stranger, "2026-11-11", { organisation: "1.2.4" });
    assert.deepEqual(await room.portal.transact((tx) => listDue(room.deps, tx, patient), { patient: stranger }), []);
    const owed = (organisation: string) =>
      room.portal.transact((tx) => listOwed(room.deps, tx, "1.2.4", { leaflet: null, overdue: false, after: null }), {
        organisation,
      });
    const { rows } = await owed("1.2.4");
    assert.deepEqual(
      rows.map(({ initials, leaflet }) => [initials, leaflet]),
      [["Иванова М.\u00a0П.", 4]],
    );
    assert.deepEqual((await owed("1.2.1")).rows, []);
    assert.equal((await room.portal.pool.query("SELECT FROM due_document")).rowCount, 0);
  });
  test("a list of many is turned page by page, the earliest term first, nothing twice", async () => {
    const seen: string[] = [];
    const terms: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof listOwed>> = await room.portal.transact(
        (tx) => listOwed(room.deps, tx, "1.2.1", { leaflet: 4, overdue: true, after }),
        { organisation: "1.2.1" },
      );
      seen.push(...page.rows.map(({ id }) => id));
      terms.push(...page.rows.map(({ term }) => term?.last ?? "9"));
      after = page.next;
      if (after === null) break;
    }
    assert.ok(seen.length >= 250);
    assert.equal(new Set(seen).size, seen.length);
    assert.deepEqual(terms, terms.toSorted());
  });
  test("what was sent and not taken is told beside one's own visit, and beside nothing else", async () => {
    const sent = (state: "refused" | "quarantined", issuedOn: string, organisationOid = "1.2.1") =>
      room.registry.transact((tx) =>
        store.insertSending(tx, {
          patientId: patient,
          documentId: randomUUID(),
          organisationOid,
          leaflet: 4,
          issuedOn,
          state,
          codes: ["PATIENT_MPI_MISMATCH"],
          now: room.now,
        }),
      );
    await sent("quarantined", "2026-10-01");
    await sent("quarantined", "2026-11-11", "1.2.2");
    await room.visit(patient, "2026-11-11");
    assert.equal((await list())[0]?.sending, null);
    await sent("refused", "2026-11-11");
    assert.equal((await list())[0]?.sending?.state, "refused");
  });
});

test("visits told before there was this room are walked once, and what came is ticked off", async () => {
  const id = await room.visit(patient, "2026-11-11");
  const documentId = await room.register(patient, "2026-11-11");
  await room.owner.query("DELETE FROM due_document WHERE patient_id = $1", [patient]);
  assert.ok((await backfillVisits(room.registry, room.deps)) > 300);
  const due = await only();
  assert.deepEqual([due.state, due.document_id], ["arrived", documentId]);
  assert.equal(await backfillVisits(room.registry, room.deps), 0);
  assert.ok(id);
});

test("who is late is found along an index", async () => {
  await room.owner.query("ANALYZE due_document");
  await room.owner.query("SET enable_seqscan = off");
  const { rows } = await room.owner.query(
    "EXPLAIN SELECT FROM due_document d WHERE d.state = 'expected' AND d.source = 'care-record' AND d.term_last < '2026-11-06' ORDER BY d.term_last, d.patient_id, d.due_id LIMIT 100",
  );
  assert.match(JSON.stringify(rows), /due_late/);
});

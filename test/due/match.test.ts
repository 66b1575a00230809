/** Which document answers what is due. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Day } from "../../src/basics/day.ts";
import { type Arrival, match, type Open } from "../../src/due/match.ts";

const visit = (dueId: string, happenedOn: string, change: Partial<Open> = {}): Open => ({
  dueId,
  source: "care-record",
  organisationOid: "1.2.1",
  leaflets: [4],
  happenedOn: happenedOn as Day,
  termLast: "2026-12-31" as Day,
  overdue: false,
  ...change,
});
const came = (documentId: string, issuedOn: string, change: Partial<Arrival> = {}): Arrival => ({
  documentId,
  set: documentId,
  version: 1,
  organisationOid: "1.2.1",
  leaflet: 4,
  issuedOn: issuedOn as Day,
  ...change,
});
const none = { "care-record": new Set<string>(), referral: new Set<string>(), claim: new Set<string>() };
const pairs = (open: readonly Open[], arrivals: readonly Arrival[], taken = none) =>
  match(open, arrivals, taken).map(({ dueId, documentId }) => `${dueId} ${documentId}`);

test("same organisation, same kind, from the day before the visit to the end of the term", () => {
  const due = [visit("v", "2026-11-10")];
  for (const day of ["2026-11-09", "2026-11-10", "2026-12-31"])
    assert.deepEqual(pairs(due, [came("d", day)]), ["v d"], day);
  for (const day of ["2026-11-08", "2027-01-01"]) assert.deepEqual(pairs(due, [came("d", day)]), [], day);
  assert.deepEqual(pairs(due, [came("d", "2026-11-10", { organisationOid: "1.2.2" })]), []);
  assert.deepEqual(pairs(due, [came("d", "2026-11-10", { leaflet: 5 })]), []);
});

test("the visit that waits longest has it, unless it was written on the very day of another", () => {
  const due = [visit("later", "2026-11-10"), visit("first", "2026-11-02")];
  assert.deepEqual(pairs(due, [came("d", "2026-11-12")]), ["first d"]);
  assert.deepEqual(pairs(due, [came("d", "2026-11-10")]), ["later d"]);
  assert.deepEqual(pairs(due, [came("b", "2026-11-12"), came("a", "2026-11-12")]), ["first a", "later b"]);
});

test("one document answers one visit; a corrected version answers nothing more", () => {
  const due = [visit("a", "2026-11-02"), visit("b", "2026-11-03")];
  const versions = [came("v2", "2026-11-05", { set: "s", version: 2 }), came("v1", "2026-11-04", { set: "s" })];
  assert.deepEqual(pairs(due, versions), ["a v1"]);
  assert.deepEqual(pairs(due, versions, { ...none, "care-record": new Set(["s"]) }), []);
});

test("told twice in any order, it is the same", () => {
  const due = [visit("a", "2026-11-02"), visit("b", "2026-11-03"), visit("c", "2026-11-10")];
  const docs = [came("x", "2026-11-03"), came("y", "2026-11-11"), came("z", "2026-11-10")];
  const told = pairs(due, docs);
  assert.deepEqual(told, pairs(due.toReversed(), docs.toReversed()));
  assert.deepEqual(told, ["b x", "c z", "a y"]);
});

test("what comes after the term is over is late, and answers what was raised", () => {
  assert.deepEqual(
    pairs([visit("v", "2026-01-10", { termLast: "2026-02-24" as Day, overdue: true })], [came("d", "2026-11-01")]),
    ["v d"],
  );
});

test("a missing calendar stops nothing", () => {
  assert.deepEqual(pairs([visit("v", "2026-11-10", { termLast: null })], [came("d", "2027-02-01")]), ["v d"]);
});

test("a referral is answered by anybody, from the day after it, and leaves the document to its visit too", () => {
  const referral = visit("r", "2026-11-10", {
    source: "referral",
    organisationOid: null,
    leaflets: [4, 3],
    termLast: null,
  });
  const elsewhere = { organisationOid: "1.2.9" };
  assert.deepEqual(pairs([referral], [came("d", "2026-11-10", elsewhere)]), [], "the visit that wrote it");
  assert.deepEqual(pairs([referral, visit("v", "2026-11-12", elsewhere)], [came("d", "2026-11-12", elsewhere)]), [
    "v d",
    "r d",
  ]);
});

test("what a patient claims is answered beside the visit that was told after it", () => {
  const claim = visit("c", "2026-11-12", { source: "claim" });
  assert.deepEqual(pairs([claim, visit("v", "2026-11-12")], [came("d", "2026-11-12")]), ["v d", "c d"]);
});

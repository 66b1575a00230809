/** The policy as a table: every role at every level, every action, with and without consent. Default deny. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Action, type Decision, decide } from "../../src/access/policy.ts";
import type { Level, Role, Subject } from "../../src/access/subject.ts";

const actions = [
  "read-documents",
  "read-records",
  "read-own-journal",
  "report-problem",
  "see-own-appeals",
  "claim-missing",
  "decide-consent",
  "see-own-account",
  "see-submissions",
  "see-owed-documents",
  "compare-sent-versions",
  "see-appeals",
  "answer-appeals",
  "keep-templates",
  "read-appealed-document",
  "oversee-organisation",
  "work-desk",
  "break-glass",
  "review-emergencies",
  "erase-documents",
  "ask-support",
  "write-documents",
  "ask-paper",
  "keep-paper-history",
  "issue-paper",
  "keep-reference",
  "choose-notices",
  "see-service",
  "retry-delivery",
] as const satisfies readonly Action[];

const subject = (changes: Partial<Subject>): Subject => ({
  accountId: "a",
  role: "patient",
  level: "confirmed",
  patientId: "p",
  staffId: null,
  organisationOid: null,
  regionCode: null,
  name: { family: "Орлов", given: "Виктор", patronymic: null },
  csrf: "c",
  sessionDigest: Buffer.alloc(32),
  startedAt: new Date(0),
  endsAt: new Date(0),
  ...changes,
});

type Expected = Partial<Record<Action, true | "consent" | "level">>;
const own: Expected = { "see-own-account": true };
const patient: Expected = {
  ...own,
  "read-documents": "consent",
  "read-records": "consent",
  "read-own-journal": "consent",
  "report-problem": "consent",
  "see-own-appeals": true,
  "claim-missing": "consent",
  "decide-consent": true,
  "ask-support": true,
  "choose-notices": true,
  "ask-paper": "consent",
  "keep-paper-history": true,
};
const low: Expected = {
  ...own,
  "read-documents": "level",
  "read-records": "level",
  "read-own-journal": "level",
  "report-problem": "level",
  "see-own-appeals": "level",
  "claim-missing": "level",
  "decide-consent": "level",
  "ask-support": "level",
  "choose-notices": "level",
  "ask-paper": "level",
  "keep-paper-history": "level",
};
const post: Expected = {
  ...own,
  "see-submissions": true,
  "see-owed-documents": true,
  "see-appeals": true,
  "answer-appeals": true,
};
const doctor: Expected = {
  ...post,
  "compare-sent-versions": true,
  "read-appealed-document": true,
  "write-documents": true,
};
const registrar: Expected = { ...post, "issue-paper": true, "keep-templates": true };
const head: Expected = {
  ...post,
  "read-appealed-document": true,
  "oversee-organisation": true,
  "keep-templates": true,
};

const table: readonly (readonly [who: string, subject: Partial<Subject>, Expected])[] = [
  ["a confirmed patient", {}, patient],
  ["a standard account", { level: "standard", patientId: null }, low],
  ["a simplified account", { level: "simplified", patientId: null }, low],
  ["a low account that somehow has a patient", { level: "standard" }, low],
  ["a confirmed account without a patient", { patientId: null }, low],
  ["a doctor", { role: "doctor", patientId: null, staffId: "s", organisationOid: "1.2" }, doctor],
  ["a registrar", { role: "registrar", patientId: null, staffId: "s", organisationOid: "1.2" }, registrar],
  ["a registrar of no organisation", { role: "registrar", patientId: null, staffId: "s" }, own],
  ["a doctor of no organisation", { role: "doctor", patientId: null, staffId: "s" }, own],
  ["a doctor whose session somehow has a patient", { role: "doctor", staffId: "s", organisationOid: "1.2" }, doctor],
  ["a head", { role: "head", patientId: null, staffId: "s", organisationOid: "1.2" }, head],
  ["a head of no organisation", { role: "head", patientId: null, staffId: "s" }, own],
  [
    "support",
    { role: "support", patientId: null, staffId: "s" },
    {
      ...own,
      "see-service": true,
      "retry-delivery": true,
      "work-desk": true,
      "break-glass": true,
      "keep-templates": true,
    },
  ],
  [
    "a region's operator",
    { role: "region", patientId: null, staffId: "s", regionCode: "76" },
    { ...own, "work-desk": true, "keep-templates": true },
  ],
  ["an operator of no region", { role: "region", patientId: null, staffId: "s" }, own],
  [
    "an administrator",
    { role: "administrator", patientId: null, staffId: "s" },
    {
      ...own,
      "see-service": true,
      "retry-delivery": true,
      "keep-reference": true,
      "review-emergencies": true,
      "erase-documents": true,
    },
  ],
];

for (const [who, changes, expected] of table) {
  test(who, () => {
    for (const action of actions) {
      for (const consented of [false, true]) {
        const rule = expected[action];
        const permitted = rule === true || (rule === "consent" && consented);
        const reason = rule === undefined || rule === true ? "role" : rule;
        const wanted: Decision = permitted ? { permit: true } : { permit: false, reason };
        assert.deepEqual(decide(subject(changes), action, { consented }), wanted, `${action}, consent ${consented}`);
      }
    }
  });
}

test("every role and level stands in the table", () => {
  const roles: Record<Role, true> = {
    patient: true,
    doctor: true,
    registrar: true,
    head: true,
    support: true,
    region: true,
    administrator: true,
  };
  const levels: Record<Level, true> = { simplified: true, standard: true, confirmed: true };
  const has = (key: "role" | "level", value: string) => table.some(([, changes]) => subject(changes)[key] === value);
  for (const role of Object.keys(roles)) assert.ok(has("role", role), role);
  for (const level of Object.keys(levels)) assert.ok(has("level", level), level);
});

/** Which documents a visit makes due: vectors over the dictionary's own names. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { kindsDue, kindsOfReferral, serviceOf } from "../../src/due/kinds-due.ts";

const named: Readonly<Record<string, string>> = {
  "B01.015.001": "Прием (осмотр, консультация) врача-кардиолога первичный",
  "B01.020.002": "Прием (осмотр, консультация) врача по спортивной медицине",
  "B01.015.006":
    "Ежедневный осмотр врачом-кардиологом с наблюдением и уходом среднего и младшего медицинского персонала в отделении стационара",
  "B01.001.009": "Ведение физиологических родов врачом-акушером-гинекологом",
  "B03.016.004": "Анализ крови биохимический общетерапевтический",
  "B03.052.001": "Комплексное ультразвуковое исследование внутренних органов",
  "B03.037.001": "Функциональное тестирование легких",
  "B04.047.003": "Диспансерный прием (осмотр, консультация) врача-терапевта участкового",
  "B04.047.004": "Профилактический прием (осмотр, консультация) врача-терапевта участкового",
};
const done = (codes: string) => codes.split(" ").map((code) => ({ code, name: named[code] ?? "Услуга" }));

const vectors: readonly (readonly [codes: string, due: readonly (readonly number[])[], because: string])[] = [
  ["B01.015.001", [[4]], "a visit to a doctor"],
  ["B04.047.003", [[4, 6]], "follow-up care is told by a protocol of consultation"],
  ["B04.047.004", [[6, 4]], "a health check"],
  ["B01.020.002", [[8, 4]], "a sports doctor certifies, or writes a protocol"],
  ["B03.016.004 B03.016.004", [[5]], "two analyses of one visit, one protocol"],
  ["A09.05.083 A12.05.001 A26.06.036", [[5]], "biochemistry, blood cells, microbes"],
  ["A08.20.017", [[5]], "tissue under a microscope"],
  ["A04.10.002", [[3]], "ultrasound"],
  ["A05.10.006 A05.10.004", [[3]], "an ECG and its reading"],
  ["A06.09.007", [[3]], "X-ray"],
  ["A03.16.001", [[3]], "endoscopy"],
  ["A12.09.001", [[3]], "breath"],
  ["B03.052.001", [[3]], "a complex study that is no laboratory's"],
  ["B03.037.001", [[3]], "a functional test"],
  ["A02.26.005", [[3]], "an oculist's measuring alone"],
  ["B01.015.001 A02.26.015", [[4]], "the same within a visit"],
  ["B01.015.001 B03.016.004 A04.10.002", [[4], [5], [3]], "three documents of one visit"],
  ["B01.015.006 A06.10.006 A16.12.028.003 B03.016.004", [[7]], "a stay is told by its discharge summary"],
  ["B01.001.009", [[7]], "a birth too"],
  ["A11.12.009", [], "blood taken, nothing found yet"],
  ["A16.26.117", [], "an operation alone"],
  ["B02.003.001", [], "a nurse"],
  ["unknown", [], "what is no code of the dictionary"],
  ["", [], "nothing"],
];
for (const [codes, due, because] of vectors) {
  test(`${codes || "nothing"}: ${because}`, () => assert.deepEqual(kindsDue(done(codes)), due));
}

test("the service that names the document", () => {
  const services = done("B01.015.001 A04.10.002");
  assert.equal(serviceOf(services, 3)?.code, "A04.10.002");
  assert.equal(serviceOf(services, 4)?.code, "B01.015.001");
  assert.equal(serviceOf(services, 5), null);
});

test("a referral is answered by what it leads to; one to the disability bureau by nobody here", () => {
  assert.deepEqual(kindsOfReferral("type-107", 1), [5]);
  assert.deepEqual(kindsOfReferral("type-57", 1), [4, 3]);
  assert.deepEqual(kindsOfReferral("type-3", 1), [4, 3, 5, 7]);
  assert.equal(kindsOfReferral("type-34", 2), null);
  assert.equal(kindsOfReferral("type-5", 4), null);
});

/** The day of a visit, as people write it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Day } from "../../src/basics/day.ts";
import { readDate } from "../../src/patient/claim/read-date.ts";

const today = "2026-11-24" as Day;
const vectors: readonly (readonly [typed: readonly [string, string, string], found: string])[] = [
  [["12", "11", "2026"], "2026-11-12"],
  [[" 2 ", "9", "26"], "2026-09-02"],
  [["02", "09", "2026 г."], "2026-09-02"],
  [["12", "ноября", "2026 года"], "2026-11-12"],
  [["12", "нояб.", "2026"], "2026-11-12"],
  [["12.11.2026", "", ""], "2026-11-12"],
  [["12/11/26", "", ""], "2026-11-12"],
  [["12 ноября 2026 г.", "", ""], "2026-11-12"],
  [["2026-11-12", "", ""], "2026-11-12"],
  [["3", "Май", "2026"], "2026-05-03"],
  [["3", "марта", "2026"], "2026-03-03"],
  [["29", "2", "2024"], "2024-02-29"],
  [["24", "11", "2026"], "2026-11-24"],
  [["25", "11", "2026"], "future"],
  [["29", "2", "2026"], "no-such-day"],
  [["31", "11", "2026"], "no-such-day"],
  [["12", "13", "2026"], "no-such-day"],
  [["12", "", ""], "no-such-day"],
  [["вчера", "", ""], "no-such-day"],
  [["-1", "1", "2026"], "no-such-day"],
  [["1".repeat(20_000), "1", "2026"], "no-such-day"],
  [["", " ", ""], "empty"],
  [["1", "1", "1979"], "before-birth"],
  [["2", "1", "1980"], "1980-01-02"],
];
for (const [[day, month, year], found] of vectors)
  test(`«${day.slice(0, 20)}» «${month}» «${year}»: ${found}`, () => {
    const read = readDate({ day, month, year }, today, "1980-01-02");
    assert.equal("day" in read ? read.day : read.fault, found);
  });

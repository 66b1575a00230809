/** Each section of the federal dictionary has a title that a person understands, and keeps its official one beside it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { sectionTitle } from "../../src/cda/section-titles.ts";
import { sharedFile, unlessShared } from "./shared.ts";

const DICTIONARY = "1.2.643.5.1.13.13.99.2.197_4.29.csv";

test("every code of dictionary …99.2.197 is known, with its official name", { skip: unlessShared("nsi/fnsi") }, () => {
  const [, ...rows] = sharedFile("nsi/fnsi", DICTIONARY).toString("utf8").trim().split(/\r?\n/);
  const unknown = rows.flatMap((row) => {
    const [, code = "", name = ""] =
      /^\d+,([^,]+),(?:"((?:[^"]|"")*)"|([^,]*)),/.exec(row)?.flatMap((part) => part ?? []) ?? [];
    const known = sectionTitle(code);
    return known && known.official.toLowerCase() === name.toLowerCase()
      ? []
      : [`${code}: ${name} ≠ ${known?.official}`];
  });
  assert.ok(rows.length >= 170, `${rows.length} codes`);
  assert.deepEqual(unknown, []);
});

/** СНИЛС: structure, check digits, writing; with the vectors beside the project where they are. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatSnils, hasValidCheckDigits, isNobody, parseSnils } from "../../src/basics/snils.ts";
import { sharedFile, unlessShared } from "../cda/shared.ts";

test("eleven digits, however they are set apart; anything else is none", () => {
  for (const text of ["112-233-445 95", "11223344595", "112 233 445 95", " 112-233\u00a044595\n"])
    assert.equal(parseSnils(text), "11223344595", text);
  for (const text of [
    "",
    "1122334459",
    "112233445950",
    "112-233-445-9x",
    "١١٢٢٣٣٤٤٥٩٥",
    "112_233_445 95",
    "11223344595.0",
  ])
    assert.equal(parseSnils(text), null, text);
});

test("zeros are nobody's", () => {
  assert.ok(isNobody(parseSnils("000-000-000 00")!));
  assert.ok(!isNobody(parseSnils("000-000-000 01")!));
});

test("people read it in groups", () => {
  assert.equal(formatSnils(parseSnils("11223344595")!), "112-233-445 95");
});

test("check digits by the vectors", { skip: unlessShared("identifiers") }, () => {
  const { snils } = JSON.parse(sharedFile("identifiers", "test-vectors.json").toString());
  const digits = (text: string) => parseSnils(text.replace(/ \(.*$/, "")) ?? assert.fail(text);
  const edges = ["valid_edge_sum100_00", "valid_edge_sum101_00", "valid_edge_mod100_00", "valid_edge_mod0_00"];
  for (const text of [...snils.valid, ...snils.not_checked_low, ...edges.map((name) => snils[name])])
    assert.ok(hasValidCheckDigits(digits(text)), text);
  for (const text of snils.invalid) assert.ok(!hasValidCheckDigits(digits(text)), text);
});

test("one digit changed is seen", () => {
  const good = "11223344595";
  for (let place = 0; place < 11; place++) {
    const wrong = `${good.slice(0, place)}${(Number(good[place]) + 1) % 10}${good.slice(place + 1)}`;
    assert.ok(!hasValidCheckDigits(parseSnils(wrong)!), wrong);
  }
});

/** A policy of signatures is a file; what it says that nobody knows is refused, each by name. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../../src/basics/refusal.ts";
import { CONSTRAINTS, HOUSE_POLICY, levelOf } from "../../src/cms/policy.ts";
import { readPolicy, writePolicy } from "../../src/cms/policy-file.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import { inShort, judgeAll, root, sign, unmet } from "./house.ts";

test("the house's policy is written, and read back it asks the same", () => {
  const again = readPolicy(writePolicy(HOUSE_POLICY));
  for (const name of CONSTRAINTS) assert.equal(levelOf(again, name), levelOf(HOUSE_POLICY, name), name);
  assert.equal(again.clockSkew, HOUSE_POLICY.clockSkew);
  assert.equal(again.sha1Until, null);
  assert.equal(readPolicy("{}").smallestRsaBits, 2048);
});

test("levels change verdicts: what failed warns, what informed fails, what is ignored is not asked", () => {
  const trust = openTrustStore({ roots: [root.certificate] });
  const ask = (constraints: Record<string, string>, circumstances = {}) =>
    judgeAll(sign(), { policy: readPolicy(JSON.stringify({ constraints })), ...circumstances })[0]!;
  assert.equal(inShort(ask({}, { trust })), "INDETERMINATE/TRY_LATER");
  const warned = ask({ RevocationDataAvailable: "WARN" }, { trust });
  assert.equal(inShort(warned), "TOTAL-PASSED");
  assert.deepEqual(unmet(warned), ["RevocationDataAvailable"]);
  assert.equal(inShort(ask({ RevocationDataFinal: "FAIL" })), "INDETERMINATE/TRY_LATER");
  const ignored = ask({ RevocationDataAvailable: "IGNORE" }, { trust });
  assert.ok(!ignored.constraints!.some(({ constraint }) => constraint === "RevocationDataAvailable"));
});

test("unknown names and levels, wrong shapes: refused, all of them at once and in words", () => {
  const refusal = (json: string): string => {
    try {
      readPolicy(json);
    } catch (error) {
      assert.ok(error instanceof Refusal);
      assert.equal(error.code, "policy-misshapen");
      return error.words.en;
    }
    return assert.fail(`${json} is accepted`);
  };
  const many = refusal(
    '{"constraints":{"KeyUsageFit":"WARN","KeyUsageFits":"warn"},"clockskew":1,"smallestRsaBits":-1}',
  );
  for (const part of [
    /KeyUsageFit: there is no such/,
    /KeyUsageFits: the level is one of FAIL/,
    /clockskew: unknown/,
    /smallestRsaBits/,
  ])
    assert.match(many, part);
  for (const json of ["", "[]", "1", '{"constraints":[]}', '{"sha1Until":"soon"}', '{"name":7}', '{"__proto__x":1}'])
    refusal(json);
});

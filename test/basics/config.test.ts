/** What is set from outside is read once, and a mistake names the variable and what it should be. */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { Refusal } from "../../src/basics/refusal.ts";
import { readConfig } from "../../src/config.ts";

const production = {
  DATABASE_URL: "postgres://portal@db/medkarta",
  MEDKARTA_OWNER_DATABASE_URL: "postgres://owner@db/medkarta",
  MEDKARTA_REGISTRY_DATABASE_URL: "postgres://registry@db/medkarta",
  MEDKARTA_OIDC_ISSUER: "https://esia.example",
  MEDKARTA_OIDC_CLIENT_ID: "medkarta",
  MEDKARTA_OIDC_CLIENT_SECRET: "secret",
};

test("nothing set: the demo, with a database of its own, showing everything", () => {
  const config = readConfig({});
  assert.equal(config.demo, true);
  assert.equal(config.database, null);
  assert.equal(config.oidc, null);
  assert.equal(config.publicUrl, "http://localhost:8080");
  assert.equal(config.dataDir, path.resolve(".data"));
  assert.equal(config.shownFrom, null);
  assert.equal(config.kindDates, "warn");
});

test("a real database and provider: no demo, the leaflet's date, the dictionary's dates", () => {
  const config = readConfig({ ...production, MEDKARTA_URL: "https://health.example//" });
  assert.equal(config.demo, false);
  assert.equal(config.shownFrom, "2022-09-01");
  assert.equal(config.kindDates, "refuse");
  assert.equal(config.publicUrl, "https://health.example");
  assert.deepEqual(config.oidc, { issuer: "https://esia.example", clientId: "medkarta", clientSecret: "secret" });
  assert.equal(config.database?.registryUrl, production.MEDKARTA_REGISTRY_DATABASE_URL);
});

test("the port moves the address with it", () => {
  assert.equal(readConfig({ MEDKARTA_PORT: "9000" }).publicUrl, "http://localhost:9000");
});

const { MEDKARTA_OIDC_CLIENT_ID: _id, ...withoutClient } = production;
const { MEDKARTA_OIDC_ISSUER: _issuer, ...withoutIssuer } = production;
const { MEDKARTA_OWNER_DATABASE_URL: _owner, ...withoutOwner } = production;
const mistakes: readonly (readonly [name: string, env: Record<string, string>])[] = [
  ["MEDKARTA_PORT", { MEDKARTA_PORT: "http" }],
  ["MEDKARTA_PORT", { MEDKARTA_PORT: "0" }],
  ["MEDKARTA_PORT", { MEDKARTA_PORT: "65536" }],
  ["MEDKARTA_PORT", { MEDKARTA_PORT: "80.5" }],
  ["MEDKARTA_DEMO", { MEDKARTA_DEMO: "yes" }],
  ["MEDKARTA_MAX_DOCUMENT_BYTES", { MEDKARTA_MAX_DOCUMENT_BYTES: "32M" }],
  ["MEDKARTA_MAX_DOCUMENT_BYTES", { MEDKARTA_MAX_DOCUMENT_BYTES: "1" }],
  ["MEDKARTA_SHOWN_FROM", { MEDKARTA_SHOWN_FROM: "01.09.2022" }],
  ["MEDKARTA_SHOWN_FROM", { MEDKARTA_SHOWN_FROM: "2022-02-30" }],
  ["MEDKARTA_URL", { MEDKARTA_URL: "health.example" }],
  ["MEDKARTA_URL", { MEDKARTA_URL: "ftp://health.example" }],
  ["MEDKARTA_OWNER_DATABASE_URL", withoutOwner],
  ["MEDKARTA_OIDC_ISSUER", withoutIssuer],
  ["MEDKARTA_OIDC_CLIENT_ID", withoutClient],
];
for (const [name, env] of mistakes) {
  test(`${name} = ${env[name] ?? "nothing"}`, () => {
    assert.throws(
      () => readConfig(env),
      (error) => {
        assert.ok(error instanceof Refusal, String(error));
        assert.equal(error.code, "CONFIG");
        assert.ok(error.words.ru.includes(name) && error.words.en.includes(name));
        return true;
      },
    );
  });
}

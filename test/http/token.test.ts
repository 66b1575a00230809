/** Hospital systems at the window: who gets a token, and whose token is taken. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";
import { Refusal } from "../../src/basics/refusal.ts";
import { openRegistryClient } from "../../src/contract/registry-client.ts";
import { demoClient } from "../../src/demo/country/enrol.ts";
import { organisations } from "../../src/demo/people/places.ts";
import { openClientDesk } from "../../src/http/api/client-desk.ts";
import { until } from "../journeys/visitor.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { answerOf, askForToken, type Hospital, openHospital, sign } from "./hospital.ts";

const bearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const { oid } = organisations.ob;
const clientId = "his-ob";

let house: TestHouse;
let ob: Hospital;
let privateKey: CryptoKey;
let publicJwk: JWK;
let audience: string;
before(async () => {
  house = await openTestHouse();
  ob = await openHospital(house, "ob");
  audience = `${house.url}/oauth/token`;
  const pair = await generateKeyPair("EdDSA", { extractable: true });
  privateKey = pair.privateKey;
  publicJwk = await exportJWK(pair.publicKey);
  await addClient(clientId, publicJwk);
});
after(() => house?.close());

function addClient(id: string, jwk: JWK): Promise<number> {
  return house.house.registry.transact(
    (tx) => tx.run`
      INSERT INTO client (client_id, organisation_oid, name, public_jwk)
      VALUES (${id}, ${oid}, 'Система Обской больницы', ${JSON.stringify(jwk)}::text::jsonb)`,
  );
}

interface Claims {
  readonly iss?: string;
  readonly sub?: string;
  readonly aud?: string;
  readonly jti?: string | null;
  readonly iat?: number;
  readonly exp?: number | null;
}

const seconds = () => Math.floor(Date.now() / 1000);

function assertion(changes: Claims = {}, key: CryptoKey | Uint8Array = privateKey, alg = "EdDSA"): Promise<string> {
  const now = seconds();
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: audience,
    jti: randomUUID(),
    iat: now,
    exp: now + 60,
    ...changes,
  };
  const said = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null));
  return new SignJWT(said).setProtectedHeader({ alg }).sign(key);
}

const present = (client_assertion: string) =>
  askForToken(house.url, { client_assertion_type: bearer, client_assertion });

test("a system proves itself by its key, and its document is registered", async () => {
  const document = ob.write();
  const client = openRegistryClient(house.url, {
    clientId,
    jwk: { ...(await exportJWK(privateKey)), alg: "EdDSA" },
  });
  const submission = await client.submit({
    localUid: randomUUID(),
    document,
    mediaType: "application/xml",
    signatures: [sign(document, ob.doctor), sign(document, ob.seal)],
    metadata: null,
    wait: 20,
  });
  assert.equal(submission.state, "registered");
});

describe("a proof that does not hold gets no token, and no reason", () => {
  const bad: Record<string, () => Promise<string>> = {
    "for another audience": () => assertion({ aud: "https://other.example/oauth/token" }),
    "signed by another key": async () => assertion({}, (await generateKeyPair("EdDSA")).privateKey),
    "of a client that is not known": () => assertion({ iss: "nobody", sub: "nobody" }),
    "issued by one and told of another": () => assertion({ iss: "somebody" }),
    "that has ended": () => assertion({ iat: seconds() - 120, exp: seconds() - 60 }),
    "that is old, however long it says it lives": () => assertion({ iat: seconds() - 3600, exp: seconds() + 3600 }),
    "without an end": () => assertion({ exp: null }),
    "that can be used again": () => assertion({ jti: null }),
    "with the public key as a shared secret": async () =>
      assertion({}, new TextEncoder().encode(JSON.stringify(publicJwk)), "HS256"),
    "with no signature": async () => {
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
      const now = seconds();
      const claims = { iss: clientId, sub: clientId, aud: audience, jti: randomUUID(), iat: now, exp: now + 60 };
      return `${part({ alg: "none" })}.${part(claims)}.`;
    },
    "that is no JWT": async () => "not.a.jwt",
  };
  for (const [name, make] of Object.entries(bad)) {
    test(name, async () => {
      const { status, body } = await present(await make());
      assert.equal(status, 401);
      assert.equal(body.code, "CLIENT");
    });
  }
  test("used a second time", async () => {
    const once = await assertion();
    assert.equal((await present(once)).status, 200);
    assert.equal((await present(once)).status, 401);
  });
  test("used twenty times at once: one token", async () => {
    const once = await assertion();
    const answers = await Promise.all(Array.from({ length: 20 }, () => present(once)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  });
  test("a wrong secret and an unknown client are told the same", async () => {
    const { id } = demoClient(house.house.keyring, oid);
    const wrong = await askForToken(house.url, { client_id: id, client_secret: "wrong" });
    const unknown = await askForToken(house.url, { client_id: "nobody", client_secret: "wrong" });
    assert.equal(wrong.status, 401);
    const said = ({ body }: typeof wrong) => ({ ...body, reference: null });
    assert.deepEqual(said(unknown), said(wrong));
    assert.equal((await askForToken(house.url, {})).status, 401);
  });
});

test("a shared secret is taken by the demo only", async () => {
  const { id, secret } = demoClient(house.house.keyring, oid);
  const desk = openClientDesk({
    database: house.house.registry,
    keyring: house.house.keyring,
    publicUrl: house.url,
    secretsAllowed: false,
  });
  const grant_type = "client_credentials" as const;
  await assert.rejects(
    desk.token({ grant_type, client_id: id, client_secret: secret }, new Date()),
    (refusal) => refusal instanceof Refusal && refusal.kind === "unauthenticated",
  );
  const proved = { grant_type, client_assertion_type: bearer, client_assertion: await assertion() } as const;
  assert.equal((await desk.token(proved, new Date())).expiresIn, 600);
});

describe("what opens the doors", () => {
  const ask = async (authorization?: string) =>
    answerOf(
      await fetch(`${house.url}/api/v1/submissions/${randomUUID()}`, {
        headers: authorization === undefined ? {} : { authorization },
      }),
    );
  test("no token, no answer", async () => {
    for (const path of ["/api/v1/documents", "/api/v1/care-records"]) {
      const form = new FormData();
      form.set("document", new Blob(["<a/>"]), "a.xml");
      const headers = { "idempotency-key": randomUUID() };
      const body = path.endsWith("documents") ? form : JSON.stringify(careRecord);
      const type = path.endsWith("documents") ? {} : { "content-type": "application/json" };
      const answer = await answerOf(
        await fetch(house.url + path, { method: "POST", body, headers: { ...headers, ...type } }),
      );
      assert.equal(answer.status, 401, path);
      assert.equal(answer.headers.get("www-authenticate"), "Bearer");
    }
    assert.equal((await ask()).status, 401);
  });
  test("a token of ours, and none that looks like it", async () => {
    const token = await ob.token();
    assert.equal((await ask(`Bearer ${token}`)).status, 404);
    const [head, body, signature] = token.split(".") as [string, string, string];
    const none = Buffer.from(JSON.stringify({ alg: "none", typ: "at+jwt" })).toString("base64url");
    const claims = JSON.parse(Buffer.from(body, "base64url").toString());
    const other = Buffer.from(JSON.stringify({ ...claims, org: organisations.volga.oid })).toString("base64url");
    for (const bad of [
      `Basic ${token}`,
      `Bearer ${head}.${body}`,
      `Bearer ${none}.${body}.`,
      `Bearer ${none}.${body}.${signature}`,
      `Bearer ${head}.${other}.${signature}`,
      `Bearer ${await assertion()}`,
    ])
      assert.equal((await ask(bad)).status, 401, bad);
  });
  test("a client that was disabled is out within a second or so, with the token that it has", async () => {
    await addClient("his-left", publicJwk);
    const got = await present(await assertion({ iss: "his-left", sub: "his-left" }));
    const { access_token } = got.body as { access_token: string };
    assert.equal((await ask(`Bearer ${access_token}`)).status, 404);
    await house.house.registry.transact(
      (tx) => tx.run`UPDATE client SET disabled_at = now() WHERE client_id = 'his-left'`,
    );
    const disabled = Date.now();
    await until("it is out", async () => ((await ask(`Bearer ${access_token}`)).status === 401 ? true : null));
    assert.ok(Date.now() - disabled < 3_000);
    assert.equal((await present(await assertion({ iss: "his-left", sub: "his-left" }))).status, 401);
  });
});

const careRecord = {
  localUid: randomUUID(),
  visitedOn: "2024-11-05",
  patient: { snils: "90020000194", family: "Соколова", given: "Антонина", birthDate: "1948-03-12" },
  doctor: { family: "Крылова", given: "Елена" },
  services: [],
};

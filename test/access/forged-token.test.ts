/** An issuer whose keys were lost, or that lies: which id_tokens open nothing. Over real HTTP, signed with real keys. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import fastifyForm from "@fastify/formbody";
import Fastify, { type FastifyInstance } from "fastify";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose";
import { openRelyingParty, type RelyingParty } from "../../src/access/relying-party.ts";
import { Refusal } from "../../src/basics/refusal.ts";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { openKeyring } from "../../src/db/keyring.ts";
import { openTestDatabase, type TestDatabase } from "../kit/database.ts";

const now = new Date("2026-12-25T09:00:00Z");
const own = { redirectUri: "http://localhost:1/login/return", afterLogoutUri: "http://localhost:1/login/left" };
const clientSecret = randomBytes(32).toString("base64url");
const claims = {
  "urn:esia:sbj": {
    "urn:esia:sbj:oid": 1000299654,
    "urn:esia:sbj:typ": "P",
    "urn:esia:sbj:is_tru": true,
    "urn:esia:sbj:lvl": "PR",
  },
  lastName: "Соколова",
  firstName: "Антонина",
  birthDate: "12.03.1948",
  snils: "900-200-001 94",
};

let cluster: TestDatabase;
let database: Database;
let issuer: FastifyInstance;
let url: string;
let relyingParty: RelyingParty;
let listed: CryptoKey;
let unlisted: CryptoKey;
/** What the issuer answers at its token endpoint next. */
let idToken: (nonce: string) => Promise<string>;
let nonce = "";

before(async () => {
  cluster = await openTestDatabase();
  database = openDatabase(cluster.portalUrl, { max: 2 });
  const [good, bad] = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
  listed = good.privateKey;
  unlisted = bad.privateKey;
  const jwk = { ...(await exportJWK(good.publicKey)), alg: "RS256", use: "sig", kid: "one" };

  issuer = Fastify();
  await issuer.register(fastifyForm);
  issuer.get("/.well-known/openid-configuration", async () => ({
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/jwks`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256", "HS256", "none", "ES256"],
    authorization_response_iss_parameter_supported: true,
  }));
  issuer.get("/jwks", async () => ({ keys: [jwk] }));
  issuer.post("/token", async () => ({ access_token: "a", token_type: "bearer", id_token: await idToken(nonce) }));
  url = await issuer.listen({ port: 0, host: "127.0.0.1" });
  relyingParty = openRelyingParty(
    database,
    openKeyring(randomBytes(32)),
    { issuer: url, clientId: "medkarta", clientSecret },
    own,
  );
});
after(async () => {
  await issuer?.close();
  await database?.close();
  await cluster?.close();
});

function sign(
  nonce: string,
  change: { payload?: Record<string, unknown>; key?: CryptoKey | Uint8Array; alg?: string; kid?: string } = {},
): Promise<string> {
  const seconds = Math.floor(Date.now() / 1000);
  const payload = {
    iss: url,
    aud: "medkarta",
    sub: "1000299654",
    iat: seconds,
    exp: seconds + 300,
    nonce,
    ...claims,
    ...change.payload,
  };
  return new SignJWT(payload)
    .setProtectedHeader({ alg: change.alg ?? "RS256", kid: change.kid ?? "one" })
    .sign(change.key ?? listed);
}

async function logIn() {
  const asked = (await relyingParty.start("browser", null, now)).searchParams;
  nonce = asked.get("nonce")!;
  return relyingParty.finish(new URLSearchParams({ code: "c", state: asked.get("state")!, iss: url }), "browser", now);
}

test("an honest token opens", async () => {
  idToken = (nonce) => sign(nonce);
  const { claims, subject } = await logIn();
  assert.equal(subject, "1000299654");
  assert.equal(claims.level, "confirmed");
});

const hour = 3600;
const seconds = () => Math.floor(Date.now() / 1000);
const forgeries: Readonly<Record<string, (nonce: string) => Promise<string>>> = {
  "signed with a key that the issuer does not list": (nonce) => sign(nonce, { key: unlisted }),
  "signed with our own secret as an HMAC key": (nonce) =>
    sign(nonce, { alg: "HS256", key: new TextEncoder().encode(clientSecret) }),
  "not signed": async (nonce) => {
    const [, payload] = (await sign(nonce)).split(".");
    return `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
  },
  "changed after signing": async (nonce) => {
    const [header, payload, signature] = (await sign(nonce)).split(".");
    const said = Buffer.from(payload!, "base64url").toString().replace("1000299654", "1000000001");
    return `${header}.${Buffer.from(said).toString("base64url")}.${signature}`;
  },
  "for another client": (nonce) => sign(nonce, { payload: { aud: "another" } }),
  "for two clients without saying for whom": (nonce) => sign(nonce, { payload: { aud: ["medkarta", "another"] } }),
  "of another issuer": (nonce) => sign(nonce, { payload: { iss: "https://evil.example" } }),
  "out of date": (nonce) => sign(nonce, { payload: { iat: seconds() - 2 * hour, exp: seconds() - hour } }),
  "not valid yet": (nonce) => sign(nonce, { payload: { nbf: seconds() + hour } }),
  "without an end": (nonce) => sign(nonce, { payload: { exp: undefined } }),
  "without a subject": (nonce) => sign(nonce, { payload: { sub: undefined } }),
  "without a nonce": (nonce) => sign(nonce, { payload: { nonce: undefined } }),
  "with a nonce of another login": () => sign("another"),
  "not a token": async () => "x",
};
for (const [what, forge] of Object.entries(forgeries)) {
  test(`a token that is ${what} opens nothing`, async () => {
    idToken = forge;
    await assert.rejects(logIn, (error) => error instanceof Refusal && error.code === "LOGIN_FAILED");
  });
}

test("what ЕСИА would never say of a person is refused in our words", async () => {
  idToken = (nonce) => sign(nonce, { payload: { snils: "1" } });
  await assert.rejects(logIn, (error) => error instanceof Refusal && error.code === "LOGIN_CLAIMS");
});

test("an issuer that names itself otherwise than it was configured is none", async () => {
  const settings = { issuer: url.replace("127.0.0.1", "localhost"), clientId: "medkarta", clientSecret };
  const other = openRelyingParty(database, openKeyring(randomBytes(32)), settings, own);
  await assert.rejects(other.ready(), (error) => error instanceof Refusal && error.code === "LOGIN_UNAVAILABLE");
});

test("without TLS an issuer is asked only on this machine", async () => {
  const settings = { issuer: "http://issuer.example", clientId: "medkarta", clientSecret };
  const other = openRelyingParty(database, openKeyring(randomBytes(32)), settings, own);
  await assert.rejects(
    other.ready(),
    (error) => error instanceof Refusal && /only requests to HTTPS/.test(String(error.cause)),
  );
});

test("an issuer that was away at start is found when it is back", async () => {
  let away = true;
  const late = Fastify();
  late.get("/.well-known/openid-configuration", async (_request, reply) =>
    away
      ? reply.code(503).send()
      : {
          issuer: lateUrl,
          authorization_endpoint: `${lateUrl}/a`,
          token_endpoint: `${lateUrl}/t`,
          jwks_uri: `${lateUrl}/j`,
        },
  );
  const lateUrl = await late.listen({ port: 0, host: "127.0.0.1" });
  const settings = { issuer: lateUrl, clientId: "medkarta", clientSecret };
  const patient = openRelyingParty(database, openKeyring(randomBytes(32)), settings, own);
  await assert.rejects(
    patient.start("b", null, now),
    (error) => error instanceof Refusal && error.kind === "unavailable",
  );
  away = false;
  assert.equal((await patient.start("b", null, now)).pathname, "/a");
  await late.close();
});

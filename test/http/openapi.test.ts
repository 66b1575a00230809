/** docs/openapi.json is what the server says, the server says what its doors are, and the doors answer what it says. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { FormatRegistry, type TSchema } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import { isUuid } from "../../src/basics/uuid.ts";
import { demoClient } from "../../src/demo/country/enrol.ts";
import { openClientDesk } from "../../src/http/api/client-desk.ts";
import type { Endpoint } from "../../src/http/api/endpoint.ts";
import { endpointsOf } from "../../src/http/api/routes.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { type Answer, askForToken, type Hospital, openHospital } from "./hospital.ts";
import { type Watched, watchRouter } from "./router.ts";

FormatRegistry.Set("uuid", isUuid);
FormatRegistry.Set("date-time", (text) => new Date(text).toISOString() === text);

const file = new URL("../../docs/openapi.json", import.meta.url);
const renew = "UPDATE_OPENAPI=1 node --import tsx --test test/http/openapi.test.ts";

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: object }>>>>;
}

let house: TestHouse;
let volga: Hospital;
let watched: Watched;
let endpoints: readonly Endpoint[];
let served: string;
before(async () => {
  watched = watchRouter();
  house = await openTestHouse();
  volga = await openHospital(house, "volga");
  const { registry, keyring, intake, waiters } = house.house;
  const clients = openClientDesk({ database: registry, keyring, publicUrl: house.url, secretsAllowed: true });
  endpoints = endpointsOf({ intake, clients, waiters });
  served = await (await fetch(`${house.url}/api/v1/openapi.json`)).text();
});
after(() => house?.close());

test("the document in docs/ is the one that is served", async () => {
  if (process.env.UPDATE_OPENAPI) await writeFile(file, `${served}\n`);
  const written = await readFile(file, "utf8");
  assert.equal(written, `${served}\n`, `docs/openapi.json is out of date; renew it: ${renew}`);
});

test("every door for machines is in it, and no other", () => {
  const { paths } = JSON.parse(served) as OpenApi;
  const told = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`),
  );
  const doors = watched.routes
    .filter(({ method, url }) => /^\/(api|oauth)\//.test(url) && method !== "HEAD")
    .map(({ method, url }) => `${method} ${url}`)
    .filter((door) => door !== "GET /api/v1/openapi.json");
  assert.deepEqual(told.sort(), doors.sort());
});

/** The answer is one that the endpoint promises, in every field, and has no field more. */
function promised(method: string, path: string, answer: Answer): void {
  const endpoint = endpoints.find((one) => one.method === method && one.path === path);
  const said = endpoint?.answers[answer.status];
  assert.ok(said, `${method} ${path} promises no ${answer.status}: ${answer.text}`);
  const schema: TSchema | undefined = said.schema;
  assert.ok(schema, `${method} ${path} ${answer.status} has no schema`);
  const body: unknown = JSON.parse(answer.text);
  assert.deepEqual(
    [...Value.Errors(schema, body)].map(({ path: at, message }) => `${at} ${message}`),
    [],
    answer.text,
  );
  assert.deepEqual(Value.Clean(schema, structuredClone(body)), body, "no field that is not promised");
  const media = answer.status >= 400 ? /^application\/problem\+json/ : /^application\/json/;
  assert.match(answer.headers.get("content-type") ?? "", media);
}

test("what the doors really answer is what the document promises", async () => {
  const { id, secret } = demoClient(house.house.keyring, volga.organisation.oid);
  promised("POST", "/oauth/token", await askForToken(house.url, { client_id: id, client_secret: secret }));
  promised("POST", "/oauth/token", await askForToken(house.url, { client_id: id, client_secret: "wrong" }));
  promised("POST", "/oauth/token", await askForToken(house.url, { grant_type: "password" }));

  const documents = (answer: Answer) => promised("POST", "/api/v1/documents", answer);
  const localUid = randomUUID();
  const received = await volga.send({ document: volga.write({ set: "a" }), localUid, wait: null });
  assert.equal(received.status, 202);
  documents(received);
  documents(await volga.send({ document: volga.write({ set: "b" }) }));
  documents(await volga.send({ document: volga.write({ set: "c" }), signatures: [new Uint8Array(3)] }));
  documents(await volga.send({ document: volga.write({ set: "d" }), localUid }));
  documents(await volga.send({ document: volga.write(), localUid: "no" }));
  documents(await volga.send({ document: Buffer.from("<a/>") }));
  documents(await volga.send({ document: volga.write(), signatures: [new Uint8Array(2_000_000)] }));
  documents(await volga.post("/api/v1/documents", {}));

  const submissions = (answer: Answer) => promised("GET", "/api/v1/submissions/:id", answer);
  submissions(await volga.get(`/api/v1/submissions/${received.body.id}?wait=20`));
  submissions(await volga.get(`/api/v1/submissions/${randomUUID()}`));
  submissions(await volga.get("/api/v1/submissions/no"));

  const records = (answer: Answer) => promised("POST", "/api/v1/care-records", answer);
  const visit = {
    localUid: randomUUID(),
    visitedOn: "2024-11-05",
    patient: {
      snils: "90020001095",
      family: "Орлов",
      given: "Виктор",
      patronymic: "Степанович",
      birthDate: "1983-12-08",
    },
    doctor: { family: "Крылова", given: "Елена" },
    services: [],
  };
  records(await volga.post("/api/v1/care-records", visit));
  records(await volga.post("/api/v1/care-records", { ...visit, visitedOn: "2024-11-06" }));
  records(await volga.post("/api/v1/care-records", { ...visit, localUid: randomUUID(), visitedOn: "2024-02-30" }));
  records(await volga.post("/api/v1/care-records", {}));
  records(await volga.post("/api/v1/care-records", "x".repeat(300_000)));
});

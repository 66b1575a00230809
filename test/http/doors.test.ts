/** Every door of the router's own table, asked by everybody: the expected answer, the armour on it, and nothing of others in it. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Type } from "@sinclair/typebox";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { hidden } from "../access/browser.ts";
import { logIn, textOf, type Visitor } from "../journeys/visitor.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { countRows } from "./counts.ts";
import { doors, type Outcome, type SubjectName, subjects } from "./door-table.ts";
import { type Hospital, openHospital } from "./hospital.ts";
import { type Watched, watchRouter } from "./router.ts";

/** Words that only the owner of the document may ever meet. */
const canary = "Канарейка-7319";
const owner = patientByLogin("orlov");

let house: TestHouse;
let volga: Hospital;
let watched: Watched;
let number: string;
let submissionId: string;
let asset: string;
let paper: string;
let statement: string;
const visitors = new Map<SubjectName, Visitor>();
before(async () => {
  watched = watchRouter();
  house = await openTestHouse();
  volga = await openHospital(house, "volga");
  const sent = await volga.send({ document: volga.write({ text: canary }) });
  number = sent.body.number ?? "";
  submissionId = sent.body.id ?? "";
  for (const [name, login] of [
    ["owner", "orlov"],
    ["stranger", "gusev"],
    ["silent", "belyaeva"],
    ["simplified", "frolova"],
  ] as const)
    visitors.set(name, await logIn(house, login));
  for (const [name, login] of [
    ["doctor", "krylova"],
    ["registrar", "kuzmina"],
    ["support", "support"],
    ["administrator", "admin"],
  ] as const)
    visitors.set(name, await logIn(house, login, "staff"));
  for (const name of ["owner", "stranger"] as const) {
    const visitor = visitors.get(name)!;
    await visitor.open("/consent");
    await visitor.press("Разрешить");
  }
  await askForPaper(visitors.get("owner")!);
  asset = /href="(\/assets\/app[^"]*\.css)"/.exec(visitors.get("owner")!.page.html)?.[1] ?? "";
});
after(() => house?.close());

/** The owner asks for a copy of the document, on the last day that is offered, and submits a statement. */
async function askForPaper(visitor: Visitor): Promise<void> {
  const { oid } = volga.organisation;
  const page = await visitor.open(`/paper/new?documents=${number}`);
  const days = [...page.html.matchAll(/<option value="(\d{4}-\d\d-\d\d)"/g)].map(([, day = ""]) => day);
  const fields = { csrf: hidden(page.html, "csrf"), documents: number, [`day.${oid}`]: days.at(-1) ?? "" };
  paper = (await visitor.browser.post("/paper/new", fields)).url.pathname.split("/").at(-1) ?? "";
  const form = await visitor.open(`/paper/keep?organisation=${oid}`);
  const sent = { csrf: hidden(form.html, "csrf"), organisation: oid, agree: "yes" };
  statement = (await visitor.browser.post("/paper/keep", sent)).url.pathname.split("/").at(-1) ?? "";
}

interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

async function ask(
  subject: SubjectName,
  address: string,
  init: RequestInit & { accept?: string } = {},
): Promise<Asked> {
  const cookies = [...(visitors.get(subject)?.browser.cookies ?? [])].map(([name, { value }]) => `${name}=${value}`);
  const headers = { accept: init.accept ?? "text/html", cookie: cookies.join("; ") };
  const response = await fetch(house.url + address, {
    redirect: "manual",
    ...init,
    headers: { ...headers, ...init.headers },
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

const outcome = ({ status, headers }: Asked): Outcome => {
  const location = headers.get("location");
  return location === null ? status : `→ ${new URL(location, house.url).pathname}`;
};

function address(url: string): string {
  return url
    .replace("/assets/:name", asset)
    .replace("/demo/keys/:file", "/demo/keys/krylova.p12")
    .replace(":number", number)
    .replace(":which", "0")
    .replace(":paper", paper)
    .replace(":statement", statement)
    .replace(":oid", volga.organisation.oid)
    .replace(":id", submissionId)
    .replace(":line", submissionId)
    .replace(":file", submissionId)
    .replace(":key", "0".repeat(24))
    .replace(":session", "0".repeat(64))
    .replace(":uid", "none")
    .replace("*", "none");
}

function assertArmoured({ headers }: Asked, where: string): void {
  const at = (name: string) => headers.get(name) ?? "";
  assert.equal(at("x-content-type-options"), "nosniff", where);
  assert.equal(at("referrer-policy"), "no-referrer", where);
  assert.match(at("content-security-policy"), /default-src 'none'/, where);
  // The page of checking computes the digest of GOST in WebAssembly; no text ever becomes a program there either.
  const policy = /\/verify/.test(where)
    ? at("content-security-policy").replace("'wasm-unsafe-eval'", "")
    : at("content-security-policy");
  assert.doesNotMatch(policy, /unsafe-|\*/, where);
  assert.match(at("cache-control"), /no-store/, where);
  assert.equal(at("cross-origin-resource-policy"), "same-origin", where);
  assert.match(at("x-request-id"), /^[0-9a-f-]{36}$/, where);
  assert.equal(at("x-powered-by") + at("server"), "", where);
}

test("the table has a row for every route that answers GET, and no row more", () => {
  const routes = watched.routes.filter(({ method }) => method === "GET").map(({ url }) => url);
  assert.deepEqual([...new Set(routes)].sort(), Object.keys(doors).sort());
  assert.ok(routes.length > 40);
});

for (const [url, row] of Object.entries(doors)) {
  test(`GET ${url}`, async () => {
    const got: Record<string, Outcome> = {};
    for (const subject of subjects) {
      const asked = await ask(subject, address(url));
      got[subject] = outcome(asked);
      if (url !== "/assets/:name" && !url.startsWith("/demo/id/")) assertArmoured(asked, `${subject} ${url}`);
      if (subject !== "owner") assert.ok(!asked.body.includes(canary), `${subject} sees the doctor's words at ${url}`);
      if (subject !== "owner") {
        for (const secret of [owner.name.family, owner.snils, owner.policy.number])
          assert.ok(!asked.body.includes(secret), `${subject} sees the patient at ${url}`);
      }
      const head = await ask(subject, address(url), { method: "HEAD" });
      assert.equal(head.body, "");
      if (!url.startsWith("/demo/id/") && !url.startsWith("/login"))
        assert.equal(outcome(head), got[subject], `HEAD ${subject}`);
    }
    const expected = Object.fromEntries(
      Object.entries(row).map(([subject, outcome]) => [
        subject,
        typeof outcome === "string" ? outcome.replace(":paper", paper) : outcome,
      ]),
    );
    assert.deepEqual(got, expected);
  });
}

test("the owner does meet the words: the canary is alive", async () => {
  for (const part of ["", "/print", "/text", "/xml"]) {
    assert.ok((await ask("owner", `/documents/${number}${part}`)).body.includes(canary), part);
  }
});

test("somebody else's number is answered as one that is not there: byte for byte", async () => {
  const absent = `${number.slice(0, -3)}777`;
  for (const part of [
    "",
    "/print",
    "/versions",
    "/changes",
    "/pdf",
    "/xml",
    "/text",
    "/signatures/0",
    "/signatures/9",
  ]) {
    for (const accept of ["text/html", "application/json"]) {
      const [foreign, none] = await Promise.all(
        [number, absent].map((one) => ask("stranger", `/documents/${one}${part}`, { accept })),
      );
      const shape = ({ status, headers, body }: Asked, told: string) => ({
        status,
        headers: [...headers].filter(([name]) => name !== "date" && name !== "x-request-id"),
        body: body.replaceAll(told, "№").replaceAll(headers.get("x-request-id") ?? "", "request"),
      });
      assert.equal(foreign!.status, 404);
      assert.deepEqual(shape(foreign!, number), shape(none!, absent), `${part} ${accept}`);
    }
  }
});

test("looking at what is not theirs leaves no line in anybody's journal", async () => {
  const Row = Type.Object({ role: Type.String(), action: Type.String() });
  const rows = await house.house.registry.sql.rows(Row)`SELECT DISTINCT role, action FROM access_event`;
  assert.ok(rows.length > 0);
  assert.ok(rows.every(({ role }) => role === "patient"));
  const Own = Type.Object({ count: Type.Integer() });
  const [foreign] = await house.house.registry.sql.rows(Own)`
    SELECT count(*)::int AS count FROM access_event e JOIN document d USING (document_id) WHERE d.patient_id <> e.patient_id`;
  assert.equal(foreign?.count, 0);
});

describe("POST", () => {
  /** Doors that no session opens: they change a cookie of one's own or nothing at all, or ask for proof of another sort. */
  const without = [
    "/comfort",
    "/language",
    "/help/find",
    "/verify/files", // nothing is kept of them
    "/verify/now", // a question, not a deed
    "/oauth/token",
    "/api/v1/documents",
    "/api/v1/care-records",
    "/demo/sign",
    "/notices/email/:token",
    "/notices/unsubscribe/:token",
  ];
  const posts = () =>
    [...new Set(watched.routes.filter(({ method }) => method === "POST").map(({ url }) => url))].filter(
      (url) => !without.includes(url) && !url.startsWith("/demo/id/"),
    );
  const form = (fields: Record<string, string>): RequestInit => ({ method: "POST", body: new URLSearchParams(fields) });

  test("there are forms to try", () => assert.ok(posts().length >= 7, String(posts())));

  test("no form is taken without the session's own token", async () => {
    const before = await countRows(house);
    const foreign = hidden((await visitors.get("stranger")!.open("/profile/consents/withdraw")).html, "csrf");
    for (const url of posts()) {
      for (const fields of [{}, { csrf: "" }, { csrf: foreign }, { csrf: "x".repeat(43), answer: "allow" }]) {
        const asked = await ask("owner", address(url), form(fields));
        assert.equal(asked.status, 403, `${url} ${JSON.stringify(fields)}`);
        assertArmoured(asked, url);
      }
      const plain = await ask("owner", address(url), {
        method: "POST",
        body: "csrf=1",
        headers: { "content-type": "text/plain" },
      });
      assert.equal(plain.status, 415, url);
    }
    assert.equal((await ask("owner", "/records")).status, 200, "the consent still stands");
    assert.deepEqual(await countRows(house), before);
  });

  test("whoever is not logged in is led to the login, and nothing is done", async () => {
    for (const url of posts()) {
      const led = outcome(await ask("anonymous", address(url), form({})));
      assert.equal(led, url === "/logout" ? "→ /login/left" : "→ /login", url);
    }
  });

  test("a form with its token is still asked for the role", async () => {
    for (const subject of ["doctor", "support", "administrator"] as const) {
      const csrf = hidden((await ask(subject, "/login/as")).body, "csrf");
      for (const url of ["/services/health/records", "/consent", "/profile/consents/withdraw", "/notices/read"]) {
        assert.equal((await ask(subject, url, form({ csrf, answer: "allow" }))).status, 403, `${subject} ${url}`);
      }
    }
  });

  test("other methods find no door", async () => {
    for (const method of ["PUT", "DELETE", "PATCH"]) {
      const asked = await ask("owner", `/documents/${number}`, { method });
      assert.equal(asked.status, 404, method);
      assertArmoured(asked, method);
    }
  });
});

test("nonsense in an address is never our fault", async () => {
  const nil = "-".repeat(36);
  const odd: readonly (readonly [SubjectName, string])[] = [
    ["owner", "/documents?organisation=%00"],
    ["owner", "/documents?kind=__proto__&year=99999&organisation='&after=1"],
    ["owner", `/documents?after=2024-02-30_${submissionId}`],
    ["owner", `/documents?after=2024-01-01_${nil}`],
    ["owner", "/documents?organisation=a&organisation=b&year=2024&year=2025&after=a&after=b&kind=a&kind=b"],
    ["owner", "/records?year=0000&organisation=%00"],
    ["owner", "/records?year=a&year=b&organisation=a&organisation=b"],
    ["owner", "/documents/%00"],
    ["owner", "/documents/..%2f..%2fetc%2fpasswd"],
    ["owner", `/documents/${"9".repeat(199)}`],
    ["owner", `/documents/${"9".repeat(2000)}`],
    ["owner", "/documents/%E0%A4%A"],
    ["owner", `/documents/${number}/signatures/0x0`],
    ["owner", `/documents/${number}/signatures/-1`],
    ["owner", `/documents/${number}/signatures/__proto__`],
    ["owner", `/documents/${number}/changes?with=${number}&with=%00`],
    ["owner", `/documents/${number}/changes?with[]=1`],
    ["doctor", `/staff/submissions/${nil}/changes`],
    ["owner", "/consent?to=//evil.example&to=/%5cevil.example"],
    ["owner", "/notices?after=%00"],
    ["owner", "/profile?done=%00&done=x"],
    ["anonymous", "/login?to=//evil.example"],
    ["anonymous", "/login/return?code=x&state=%00"],
    ["anonymous", "/verify?number=%00"],
    ["anonymous", "/verify?number=1&number=2"],
    ["anonymous", "/verify/%00"],
    ["anonymous", "/comfort?back=//evil.example&back=b&saved=1&saved=2"],
    ["anonymous", "/assets/..%2f..%2fpackage.json"],
    ["anonymous", "/assets/__proto__"],
    ["registrar", `/staff/submissions?after=999999999999999_${nil}&state=%00`],
    ["registrar", `/staff/submissions?after=999999999999999_${submissionId}`],
    ["registrar", `/staff/submissions?after=1_${submissionId}&after=2&state=a&state=b`],
    ["registrar", `/staff/submissions/${nil}`],
    ["registrar", "/staff/submissions/%00"],
  ];
  for (const [subject, path] of odd) {
    for (const accept of ["text/html", "application/json"]) {
      const asked = await ask(subject, path, { accept });
      assert.ok(asked.status < 500, `${path} ${asked.status} ${textOf(asked.body).slice(0, 200)}`);
      assertArmoured(asked, path);
      assert.doesNotMatch(asked.headers.get("location") ?? "", /evil/);
      assert.doesNotMatch(asked.body, /(href|action|value)="(https?:)?\/\/evil/);
    }
  }
  for (const fields of ["back=//evil.example", "return=//evil.example&language=en", "return=https://evil.example"]) {
    for (const url of ["/language", "/comfort"]) {
      const body = new URLSearchParams(fields);
      const asked = await ask("anonymous", url, { method: "POST", body });
      assert.equal(asked.status, 303);
      assert.doesNotMatch(asked.headers.get("location") ?? "", /evil/);
    }
  }
});

test("/metrics is for this machine alone, and names nobody", async () => {
  const mine = await watched.app().inject({ url: "/metrics", remoteAddress: "127.0.0.1" });
  assert.equal(mine.statusCode, 200);
  assert.match(mine.body, /medkarta_http_seconds_count\{method="GET",route="\/documents\/:number"/);
  for (const secret of [number, owner.snils, owner.name.family, canary]) assert.ok(!mine.body.includes(secret));
  for (const remoteAddress of ["203.0.113.5", "10.0.0.1", "::ffff:10.0.0.1"]) {
    const theirs = await watched.app().inject({ url: "/metrics", remoteAddress });
    assert.equal(theirs.statusCode, 404, remoteAddress);
  }
  const forged = { url: "/metrics", remoteAddress: "203.0.113.5", headers: { "x-forwarded-for": "127.0.0.1" } };
  assert.equal((await watched.app().inject(forged)).statusCode, 404);
});

test("a session that was ended opens nothing", async () => {
  const visitor = await logIn(house, "kim");
  const cookie = visitor.browser.value("medkarta") ?? "";
  const csrf = hidden(visitor.page.html, "csrf");
  await visitor.browser.post("/logout", { csrf }, { follow: () => false });
  const asked = await fetch(`${house.url}/cabinet`, { redirect: "manual", headers: { cookie: `medkarta=${cookie}` } });
  assert.equal(new URL(asked.headers.get("location") ?? "", house.url).pathname, "/login");
});

test("without its database the house is alive and says that it is not ready", async () => {
  await house.database.close();
  const ready = await fetch(`${house.url}/readyz`);
  assert.equal(ready.status, 503);
  assert.equal(((await ready.json()) as { parts: { database: string } }).parts.database, "failing");
  assert.equal((await fetch(`${house.url}/healthz`)).status, 200);
  const page = await ask("owner", "/documents");
  assert.equal(page.status, 503);
  assert.match(textOf(page.body), /Ваши документы целы/);
  const machine = await ask("owner", "/documents", { accept: "application/json" });
  assert.equal(machine.status, 503);
  assert.equal(machine.headers.get("retry-after"), "2");
  assertArmoured(page, "a page without a database");
  assert.ok(!page.body.includes("medkarta_portal"), "says nothing of the inside");
});

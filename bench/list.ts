/** 20 of a patient's documents from a registry of 10⁴ and of 10⁶: the cost of a page must not know the difference. */
import { demoClient } from "../src/demo/country/enrol.ts";
import { type BenchDatabases, enterCabinet, openDatabases } from "./kit/cabinet.ts";
import { openBenchClient } from "./kit/client.ts";
import { openFlood } from "./kit/flood.ts";
import { openBenchServer } from "./kit/server.ts";
import type { BenchResult, Scenario } from "./run.ts";

const OWN = 60;
const REQUESTS = 400;

export const list: Scenario = {
  name: "list",
  summary: "one page of 20 documents at 10⁴ and 10⁶ registered rows",
  async run(args): Promise<BenchResult> {
    const sizes = args.length > 0 ? args.map(Number) : [10_000, 1_000_000];
    const server = await openBenchServer();
    const databases = await openDatabases(server.dataDir);
    try {
      const flood = await openFlood(server.dataDir, 20_000, 1);
      const client = openBenchClient(server.port);
      const { id, secret } = demoClient(databases.keyring, flood.organisationOid);
      await client.token(id, secret);
      for (const shot of flood.shots(OWN, 1)) await client.submit(shot, true);
      client.close();
      const { cookie } = await enterCabinet(databases, flood.patient(0));

      const table = [];
      let filled = OWN;
      for (const size of sizes) {
        await fill(databases, filled, size);
        filled = size;
        table.push({ "registered rows": size, ...(await measure(server, cookie)) });
      }
      return { table, notes: ["aim: CPU ≤ 3 ms a request, the same at both sizes"] };
    } finally {
      await databases.close();
      await server.close();
    }
  },
};

/** Rows of other people, written straight into the tables: only their number matters here. */
async function fill({ owner, registry }: BenchDatabases, from: number, to: number): Promise<void> {
  console.error(`filling up to ${to} rows …`);
  const step = 100_000;
  for (let at = from; at < to; at += step) {
    const end = Math.min(at + step, to);
    await registry.pool.query(
      `INSERT INTO document (patient_id, document_id, number, kind_system, kind_code, set_digest, version, organisation_oid,
                             issued_on, registered_at, sha256, sealed, signatures)
       SELECT md5('p' || i / 8)::uuid, md5('d' || i)::uuid, '00.00.00.' || lpad(i::text, 9, '0'), k.kind_system, k.kind_code,
              sha256(convert_to('s' || i, 'UTF8')), 1, k.organisation_oid, date '2022-09-01' + (i % 1500)::int, now(),
              sha256(convert_to('h' || i, 'UTF8')), k.sealed, k.signatures
       FROM generate_series($1::bigint, $2::bigint) AS i,
            (SELECT kind_system, kind_code, organisation_oid, sealed, signatures FROM document LIMIT 1) AS k`,
      [at, end - 1],
    );
  }
  await owner.pool.query("ANALYZE document");
}

async function measure(server: Awaited<ReturnType<typeof openBenchServer>>, cookie: string) {
  const get = async () => {
    const answer = await fetch(`${server.url}/documents`, {
      headers: { cookie, accept: "text/html" },
      redirect: "manual",
    });
    const html = await answer.text();
    const shown = html.match(/<a class="title"/g)?.length ?? 0;
    if (answer.status !== 200 || shown !== 20) throw new Error(`not the list: ${answer.status}, ${shown} documents`);
    return html.length;
  };
  for (let i = 0; i < 100; i++) await get();
  const before = await server.cpu();
  const times: number[] = [];
  let bytes = 0;
  for (let i = 0; i < REQUESTS; i++) {
    const started = performance.now();
    bytes = await get();
    times.push(performance.now() - started);
  }
  const after = await server.cpu();
  times.sort((a, b) => a - b);
  const each = (used: number) => Number(((used * 1000) / REQUESTS).toFixed(2));
  return {
    "server CPU ms": each(after.server - before.server),
    "postgres CPU ms": each(after.postgres - before.postgres),
    "p50 ms": Number((times[Math.floor(REQUESTS * 0.5)] ?? 0).toFixed(2)),
    "p99 ms": Number((times[Math.floor(REQUESTS * 0.99)] ?? 0).toFixed(2)),
    "HTML bytes": bytes,
  };
}

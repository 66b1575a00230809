/** Signed documents per second from HTTP to `registered`: all checks on, durable; server, PostgreSQL and client on this machine. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openKeyring } from "../src/db/keyring.ts";
import { demoClient } from "../src/demo/country/enrol.ts";
import { openBenchClient } from "./kit/client.ts";
import { openFlood } from "./kit/flood.ts";
import { openBenchServer } from "./kit/server.ts";
import { stepCosts } from "./kit/steps.ts";
import type { BenchResult, Scenario } from "./run.ts";

const CONCURRENCY = 16;

export const register: Scenario = {
  name: "register",
  summary: "signed documents to `registered`, 20 KB and 116 KB",
  async run(args): Promise<BenchResult> {
    const count = Number(args[0] ?? 1500);
    const server = await openBenchServer();
    try {
      const rows = [];
      for (const [label, bytes, share] of [
        ["20 KB", 20_000, 1],
        ["116 KB", 116_000, 0.3],
      ] as const) {
        rows.push(await measure(server, label, bytes, Math.round(count * share)));
      }
      return {
        table: rows,
        notes: [
          ...(await stepCosts(server.dataDir)),
          "baseline: Medplum, one unsigned 40 KB document per MHD transaction: 35/s on such a machine",
        ],
      };
    } finally {
      await server.close();
    }
  },
};

async function measure(
  server: Awaited<ReturnType<typeof openBenchServer>>,
  label: string,
  bytes: number,
  count: number,
) {
  const flood = await openFlood(server.dataDir, bytes, 500);
  const warm = flood.shots(100, bytes * 1000);
  const shots = flood.shots(count, bytes * 1000 + 100);
  const client = openBenchClient(server.port);
  const keyring = openKeyring(await readFile(join(server.dataDir, "secrets", "registry.key")));
  const { id, secret } = demoClient(keyring, flood.organisationOid);
  await client.token(id, secret);
  await drive(client, warm);

  const cpuBefore = await server.cpu();
  const own = process.cpuUsage();
  const started = performance.now();
  const times = await drive(client, shots);
  const seconds = (performance.now() - started) / 1000;
  const cpuAfter = await server.cpu();
  const mine = process.cpuUsage(own);
  client.close();

  times.sort((a, b) => a - b);
  const at = (share: number) =>
    Number((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1));
  const each = (used: number) => Number(((used * 1000) / count).toFixed(2));
  return {
    document: label,
    count,
    "registered/s": Number((count / seconds).toFixed(1)),
    "p50 ms": at(0.5),
    "p99 ms": at(0.99),
    "server CPU ms/doc": each(cpuAfter.server - cpuBefore.server),
    "postgres CPU ms/doc": each(cpuAfter.postgres - cpuBefore.postgres),
    "client CPU ms/doc": each((mine.user + mine.system) / 1e6),
  };
}

async function drive(
  client: ReturnType<typeof openBenchClient>,
  shots: Awaited<ReturnType<typeof openFlood>>["shots"] extends (...args: never[]) => infer S ? S : never,
) {
  const times: number[] = [];
  let next = 0;
  const worker = async () => {
    for (let shot = shots[next++]; shot; shot = shots[next++]) {
      const started = performance.now();
      const { status, body } = await client.submit(shot, true);
      if (body.state !== "registered")
        throw new Error(`not registered: ${status} ${JSON.stringify(body).slice(0, 500)}`);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return times;
}

/**
 * kill -9 of the server and of PostgreSQL under load, again and again. The oracle is this process: what was acknowledged
 * must be there with its bytes and its number, once; what was not must become exactly one when it is sent again.
 */
import { createHash } from "node:crypto";
import { demoClient } from "../src/demo/country/enrol.ts";
import { documentIdOf } from "../src/intake/receive.ts";
import { contentInPostgres } from "../src/registry/content.ts";
import { openDatabases } from "./kit/cabinet.ts";
import { openBenchClient } from "./kit/client.ts";
import { openFlood, type Shot } from "./kit/flood.ts";
import { fsckInto } from "./kit/fsck.ts";
import { openBenchServer, postgresOf } from "./kit/server.ts";
import type { BenchResult, Scenario } from "./run.ts";

const WRITERS = 6;

interface Sent {
  readonly shot: Shot;
  /** Told to the hospital; null: the connection broke before an answer. */
  acknowledged: { state: string; number: string | null } | null;
}

export const kill: Scenario = {
  name: "kill",
  summary: "kill -9 of the server and of PostgreSQL during load",
  async run(args): Promise<BenchResult> {
    const cycles = Number(args[0] ?? 20);
    const server = await openBenchServer();
    const sent: Sent[] = [];
    const restarts: number[] = [];
    const kinds = { server: 0, postgres: 0, both: 0 };
    try {
      const flood = await openFlood(server.dataDir, 20_000, 50);
      const first = await openDatabases(server.dataDir);
      const { id, secret } = demoClient(first.keyring, flood.organisationOid);
      await first.close();
      for (let cycle = 0; cycle < cycles; cycle++) {
        const client = openBenchClient(server.port);
        await client.token(id, secret);
        let stop = false;
        const shots = flood.shots(120, cycle * 1000);
        const writers = Array.from({ length: WRITERS }, async () => {
          for (let shot = shots.pop(); shot && !stop; shot = shots.pop()) {
            const one: Sent = { shot, acknowledged: null };
            sent.push(one);
            const answer = await client.submit(shot, sent.length % 2 === 0).catch(() => null);
            if (answer && answer.status < 300)
              one.acknowledged = { state: answer.body.state ?? "", number: answer.body.number ?? null };
          }
        });
        await new Promise((resolve) => setTimeout(resolve, 400 + ((cycle * 137) % 600)));
        const which = (["server", "postgres", "both"] as const)[cycle % 3] ?? "server";
        kinds[which]++;
        const started = performance.now();
        await strike(server, which);
        stop = true;
        await Promise.all(writers);
        client.close();
        if (which === "postgres") await answering(server.url);
        else await server.restart();
        restarts.push(performance.now() - started);
        console.error(
          `cycle ${cycle + 1}/${cycles}: ${which}, ${sent.filter((one) => one.acknowledged).length} acknowledged so far`,
        );
      }
      return await judge(server, id, secret, flood.organisationOid, sent, restarts, kinds);
    } finally {
      await server.close();
    }
  },
};

async function strike(
  server: Awaited<ReturnType<typeof openBenchServer>>,
  which: "server" | "postgres" | "both",
): Promise<void> {
  const postgres = await postgresOf(server.dataDir);
  const gone = new Promise((resolve) => server.child.once("exit", resolve));
  if (which !== "postgres") server.child.kill("SIGKILL");
  if (which !== "server") for (const pid of postgres) process.kill(pid, "SIGKILL");
  if (which !== "postgres") await gone;
}

async function answering(url: string): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const ok = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the server did not come back");
}

async function judge(
  server: Awaited<ReturnType<typeof openBenchServer>>,
  clientId: string,
  secret: string,
  organisationOid: string,
  sent: readonly Sent[],
  restarts: readonly number[],
  kinds: Readonly<Record<string, number>>,
): Promise<BenchResult> {
  const client = openBenchClient(server.port);
  await client.token(clientId, secret);
  const unknown = sent.filter((one) => one.acknowledged === null);
  let mended = 0;
  for (const one of unknown) {
    const answer = await client.submit(one.shot, true);
    if (answer.body.state === "registered") mended++;
  }
  // What was only received is decided by its job, after at most a few retries.
  for (const one of sent)
    for (let i = 0; i < 60 && (await client.submit(one.shot, true)).body.state === "received"; i++)
      await new Promise((resolve) => setTimeout(resolve, 500));

  const databases = await openDatabases(server.dataDir);
  const content = contentInPostgres(databases.keyring);
  let lost = 0;
  let changed = 0;
  let twice = 0;
  let renumbered = 0;
  for (const { shot, acknowledged } of sent) {
    const id = documentIdOf(organisationOid, shot.localUid);
    const { rows } = await databases.registry.pool.query("SELECT number FROM document WHERE document_id = $1", [id]);
    if (rows.length === 0) lost++;
    if (rows.length > 1) twice++;
    if (acknowledged?.number && rows[0]?.number !== acknowledged.number) renumbered++;
    const parts = await content.get(databases.registry.sql, id);
    const kept = parts?.find((part) => part.part === 0)?.bytes ?? new Uint8Array();
    if (sha256(kept) !== sha256(shot.document)) changed++;
  }
  const { rows: all } = await databases.registry.pool.query(
    "SELECT count(*)::int AS documents, count(DISTINCT number)::int AS numbers FROM document",
  );
  const damage = await fsckInto(server, databases);
  await databases.close();
  client.close();
  restarts = restarts.toSorted((a, b) => a - b);
  return {
    table: [
      {
        cycles: restarts.length,
        sent: sent.length,
        acknowledged: sent.length - unknown.length,
        "unknown outcomes": unknown.length,
        "of these registered once when sent again": mended,
        lost,
        changed,
        twice: twice + (all[0].documents - all[0].numbers),
        renumbered,
        "fsck findings": damage,
        "restart p50 ms": Math.round(restarts[Math.floor(restarts.length / 2)] ?? 0),
        "restart max ms": Math.round(restarts.at(-1) ?? 0),
      },
    ],
    notes: [
      `killed: ${JSON.stringify(kinds)}`,
      `documents in the registry: ${all[0].documents} of ${sent.length} sent`,
    ],
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

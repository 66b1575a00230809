/** The hand that seals: quick, quiet when idle, loud when it must not sign. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { proofOf } from "../../src/log/prove.ts";
import { SealRefusal } from "../../src/log/refusal.ts";
import { seal } from "../../src/log/seal.ts";
import { type Sealer, startSealer } from "../../src/log/sealer.ts";
import { atDesk, backUp, type Desk, NOW, oneCluster } from "./desk.ts";

oneCluster();

interface Watched {
  readonly sealer: Sealer;
  readonly rounds: number[];
  readonly errors: unknown[];
  statements: number;
  transactions: number;
}

function watch(desk: Desk, everyMs?: number): Watched {
  const [rounds, errors]: [number[], unknown[]] = [[], []];
  const { sql } = desk.database;
  const watched = { statements: 0, transactions: 0 };
  const counting = {
    ...desk.database,
    transact: ((deed, scope) => {
      watched.transactions++;
      return desk.database.transact(deed, scope);
    }) as typeof desk.database.transact,
    sql: {
      rows: (schema: Parameters<typeof sql.rows>[0]) => {
        watched.statements++;
        return sql.rows(schema);
      },
    } as typeof sql,
  };
  const sealer = startSealer({
    database: counting,
    signer: desk.signer,
    clock: () => NOW,
    ...(everyMs && { everyMs }),
    onSealed: ({ sealed }) => rounds.push(sealed),
    onError: (error) => errors.push(error),
  });
  return Object.assign(watched, { sealer, rounds, errors });
}

async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 5_000): Promise<number> {
  const started = performance.now();
  while (!(await holds())) {
    assert.ok(performance.now() - started < ms, `${what}: not within ${ms} ms`);
    await sleep(10);
  }
  return performance.now() - started;
}

test(
  "what is registered is sealed within a second, without being told",
  atDesk(async (desk) => {
    const { sealer, rounds, errors } = watch(desk);
    try {
      await until("well", () => sealer.state().health === "well");
      const took: number[] = [];
      for (let round = 0; round < 3; round++) {
        const [id] = await desk.fill(1);
        took.push(await until("a proof", async () => (await proofOf(desk.portal.sql, "docs", id!)) !== null));
      }
      assert.ok(Math.min(...took) < 1_000, `${took} ms`); // the best of three: a busy machine is no fault of ours
      await until("the sum", () => rounds.reduce((sum, count) => sum + count, 0) === 3);
      await until("quiet", () => sealer.state().waitingSince === null);
      assert.deepEqual(sealer.state(), { health: "well", size: 3, waitingSince: null });
      assert.deepEqual(errors, []);
    } finally {
      await sealer.stop();
    }
  }),
);

test(
  "a kick is heard at once when nothing was going on",
  atDesk(async (desk) => {
    const { sealer } = watch(desk, 20_000);
    try {
      await until("well", () => sealer.state().health === "well");
      await sleep(50);
      const [id] = await desk.fill(1);
      sealer.kick();
      await until("a proof", async () => (await proofOf(desk.portal.sql, "docs", id!)) !== null, 10_000);
    } finally {
      await sealer.stop();
    }
  }),
);

test(
  "kicks without end do not make rounds without end",
  atDesk(async (desk) => {
    const { sealer, rounds } = watch(desk, 100);
    try {
      await until("well", () => sealer.state().health === "well");
      const ids: string[] = [];
      const started = performance.now();
      while (performance.now() - started < 1_000) {
        ids.push(...(await desk.fill(4)));
        sealer.kick();
      }
      await until("all sealed", () => rounds.reduce((sum, count) => sum + count, 0) === ids.length);
      assert.ok(rounds.length <= (performance.now() - started) / 100 + 1, `${rounds.length} rounds`);
    } finally {
      await sealer.stop();
    }
  }),
);

test(
  "an idle sealer asks one question a look and opens no transaction",
  atDesk(async (desk) => {
    const watched = watch(desk, 20);
    try {
      await until("well", () => watched.sealer.state().health === "well");
      await sleep(100);
      const before = watched.statements;
      await sleep(400);
      assert.ok(
        watched.statements > before && watched.statements - before <= 21,
        `${watched.statements - before} questions`,
      );
      assert.equal(watched.transactions, 2, "those of the start");
    } finally {
      await watched.sealer.stop();
    }
  }),
);

test(
  "after a restored backup the sealer refuses, says so once, and adds nothing",
  atDesk(async (desk) => {
    await desk.fill(5);
    await seal(desk.database, desk.signer, NOW);
    const restore = await backUp(desk);
    await desk.fill(5);
    await seal(desk.database, desk.signer, NOW);

    // Once under its hands, and once before it starts.
    const running = watch(desk, 20);
    await until("well", () => running.sealer.state().health === "well");
    await restore();
    await until("refusing", () => running.sealer.state().health === "refusing");
    await desk.fill(7);
    running.sealer.kick();
    await sleep(300);
    await running.sealer.stop();
    const starting = watch(desk, 20);
    await until("refusing", () => starting.sealer.state().health === "refusing");
    await sleep(200);
    await starting.sealer.stop();

    for (const { sealer, errors, rounds } of [running, starting]) {
      assert.equal(sealer.state().refusal, "signer-ahead");
      assert.ok(sealer.state().waitingSince);
      assert.equal(errors.length, 1);
      assert.ok(errors[0] instanceof SealRefusal && errors[0].words.ru.includes("резервная копия"));
      assert.ok(rounds.every((sealed) => sealed === 0));
    }
    const { size, pending } = await desk.audit();
    assert.deepEqual([size, pending], [5, 7]);
  }),
);

test(
  "a sealer that refuses does not call itself well because it is told to stop",
  atDesk(async (desk) => {
    await desk.fill(1);
    await seal(desk.database, desk.signer, NOW);
    const restore = await backUp(desk);
    await desk.fill(1);
    await seal(desk.database, desk.signer, NOW);
    await restore();
    let stopping: Promise<void> | undefined;
    const sealer: Sealer = startSealer({
      database: {
        ...desk.database,
        sql: {
          // The word to stop comes while the question is under way, at the first look after the refusal.
          rows: ((schema: Parameters<typeof desk.database.sql.rows>[0]) => {
            if (sealer?.state().health === "refusing") stopping ??= sealer.stop();
            return desk.database.sql.rows(schema);
          }) as typeof desk.database.sql.rows,
        },
      },
      signer: desk.signer,
      clock: () => NOW,
      everyMs: 20,
    });
    await until("told to stop", () => stopping !== undefined);
    await stopping;
    assert.deepEqual([sealer.state().health, sealer.state().refusal], ["refusing", "signer-ahead"]);
  }),
);

test(
  "a lost database is tried again, and sealing goes on by itself",
  atDesk(async (desk) => {
    const { database } = await desk.another();
    let broken = true;
    const errors: unknown[] = [];
    const sealer = startSealer({
      database: {
        ...database,
        transact: (deed, scope) =>
          broken ? Promise.reject(new Error("connection lost")) : database.transact(deed, scope),
      },
      signer: desk.signer,
      clock: () => NOW,
      everyMs: 20,
      onError: (error) => errors.push(error),
    });
    try {
      await desk.fill(2);
      await until("failing", () => sealer.state().health === "failing");
      await sleep(150);
      broken = false;
      await until("well", () => sealer.state().health === "well" && sealer.state().size === 2);
      assert.equal(errors.length, 1, "told once, not at each try");
    } finally {
      await sealer.stop();
    }
  }),
);

test(
  "two sealers in two processes get on with each other",
  atDesk(async (desk) => {
    const other = await desk.another();
    const errors: unknown[] = [];
    const sealers = [desk, other].map(({ database, signer }) =>
      startSealer({ database, signer, clock: () => NOW, everyMs: 10, onError: (error) => errors.push(error) }),
    );
    try {
      const ids = await desk.fill(600);
      await until("both see all", () => sealers.every((sealer) => sealer.state().size === ids.length));
      assert.deepEqual(errors, []);
      assert.equal((await desk.audit()).size, 600);
    } finally {
      await Promise.all(sealers.map((sealer) => sealer.stop()));
    }
  }),
);

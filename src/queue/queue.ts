/** Jobs that outlive a crash. Enqueued in the caller's transaction: the deed and its follow-up are one. */
import type pg from "pg";
import { PgBoss } from "pg-boss";
import type { Tx } from "../db/sql.ts";

/** Every job of the house and what it carries: ids only, never a person's data. */
export interface Jobs {
  accept: { documentId: string };
  deliver: { patientId: string; documentId: string };
}

type JobName = keyof Jobs;

const NAMES = ["accept", "deliver"] as const satisfies readonly JobName[];

export interface Queue {
  enqueue<N extends JobName>(tx: Tx, name: N, data: Jobs[N]): Promise<void>;
  /** `deed` must be safe to repeat. A batch fails as a whole and comes again, with growing pauses, then to a dead letter. */
  work<N extends JobName>(
    name: N,
    options: { batch: number },
    deed: (batch: Jobs[N][]) => Promise<void>,
  ): Promise<void>;
  depth(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

export async function openQueue(pool: pg.Pool, onError: (error: Error) => void): Promise<Queue> {
  const boss = new PgBoss({
    db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) },
    schema: "queue",
    createSchema: false,
    supervise: true,
    schedule: false,
  });
  boss.on("error", onError);
  await boss.start();
  await boss.createQueue("dead");
  for (const name of NAMES) {
    await boss.createQueue(name, {
      retryLimit: 20,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: 3600,
      expireInSeconds: 120,
      deadLetter: "dead",
    });
  }
  return {
    enqueue: async (tx, name, data) => {
      await boss.send(name, data, { db: { executeSql: (text, values) => tx.client.query(text, values as unknown[]) } });
    },
    work: async (name, options, deed) => {
      await boss.work(
        name,
        { batchSize: options.batch, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true },
        async (jobs) => deed(jobs.map((job) => job.data as Jobs[typeof name])),
      );
    },
    depth: async () => {
      const queues = await boss.getQueues();
      return Object.fromEntries(queues.map((queue) => [queue.name, queue.queuedCount ?? 0]));
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  };
}

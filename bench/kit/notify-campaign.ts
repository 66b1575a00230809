/** Notices under kill -9 of the workers that tell, route and send them. The oracle is this process: the mailbox it keeps. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { SMTPServer } from "smtp-server";
import type { Database } from "../../src/db/database.ts";

export interface Task {
  readonly registryUrl: string;
  /** Of the keyring, hex. */
  readonly root: string;
  readonly mailUrl: string;
  readonly consentVersion: string;
  readonly leaseMs: number;
  readonly worker: number;
  readonly patients: readonly string[];
  readonly from: number;
  readonly until: number;
}

export interface CampaignWish extends Pick<Task, "registryUrl" | "root" | "consentVersion" | "leaseMs" | "patients"> {
  readonly registry: Database;
  readonly notices: number;
  readonly kills: number;
  readonly workers: number;
  readonly onProgress?: (words: string) => void;
}

export interface CampaignFigures {
  readonly notices: number;
  readonly kills: number;
  readonly inCabinet: number;
  readonly lettersReceived: number;
  readonly lost: number;
  /** Letters that came again. */
  readonly duplicates: number;
  /** Appeals whose letters came in another order than their news. */
  readonly inverted: number;
  readonly seconds: number;
}

export async function runCampaign(wish: CampaignWish): Promise<CampaignFigures> {
  const started = performance.now();
  const mailbox = await openMailbox();
  const share = Math.ceil(wish.notices / wish.workers);
  const shares = Array.from({ length: wish.workers }, (_, worker) => Math.min(share, wish.notices - worker * share));
  const told = shares.map(() => 0);
  let kills = 0;
  let over = false;

  const launch = (worker: number): ChildProcess => {
    const { registryUrl, root, consentVersion, leaseMs, patients } = wish;
    const own = { registryUrl, root, consentVersion, leaseMs, patients, mailUrl: mailbox.url, worker };
    const task: Task = { ...own, from: told[worker] ?? 0, until: shares[worker] ?? 0 };
    const child = spawn(
      process.execPath,
      ["--import", "tsx", fileURLToPath(new URL("notify-worker.ts", import.meta.url))],
      {
        stdio: ["ignore", "inherit", "inherit", "ipc"],
        env: { ...process.env, NOTIFY_TASK: JSON.stringify(task) },
      },
    );
    // Told for certain up to here; a worker that is started again tells the last of it once more, as a job would.
    child.on("message", (message: { told: number }) => {
      told[worker] = message.told;
    });
    child.once("exit", () => {
      if (!over) children[worker] = launch(worker);
    });
    return child;
  };
  const children = shares.map((_, worker) => launch(worker));

  try {
    let last = 0;
    for (let idle = 0; mailbox.first.size < wish.notices && idle < wish.leaseMs / 50 + 1200; ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      idle = mailbox.first.size === last ? idle + 1 : 0;
      last = mailbox.first.size;
      if (kills >= wish.kills || last < ((kills + 0.5) * wish.notices) / wish.kills) continue;
      // At any moment, not at the moment of a letter.
      await new Promise((resolve) => setTimeout(resolve, randomInt(250)));
      children[kills % children.length]?.kill("SIGKILL");
      kills++;
      if (kills % 10 === 0) wish.onProgress?.(`${kills} kills, ${last} letters, ${mailbox.again} twice`);
    }
    await settled(wish.registry, wish.leaseMs);
  } finally {
    over = true;
    await Promise.all(
      children.map((child) => {
        const gone = new Promise((resolve) => child.once("exit", resolve));
        child.kill("SIGKILL");
        return child.exitCode === null && child.signalCode === null ? gone : null;
      }),
    );
    await mailbox.close();
  }
  return judge(wish, mailbox, kills, (performance.now() - started) / 1000);
}

/** What was accepted by the mailbox and not marked by its dead worker is sent again when the lease is over: waited for, too. */
async function settled(registry: Database, leaseMs: number): Promise<void> {
  for (const end = performance.now() + 2 * leaseMs + 60_000; performance.now() < end; ) {
    const { rows } = await registry.pool.query(
      `SELECT (SELECT count(*)::int FROM notice_delivery WHERE state = 'waiting')
            + (SELECT count(*)::int FROM notice WHERE NOT routed) AS left`,
    );
    if (rows[0].left === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function judge(
  { registry, notices }: CampaignWish,
  mailbox: Mailbox,
  kills: number,
  seconds: number,
): Promise<CampaignFigures> {
  const { rows } = await registry.pool.query(
    "SELECT n.patient_id, n.about, d.delivery_id FROM notice n LEFT JOIN notice_delivery d USING (patient_id, notice_id) ORDER BY n.seq",
  );
  const lost = rows.filter(({ delivery_id: id }) => !mailbox.first.has(id)).length;
  const threads = Map.groupBy(
    rows.filter(({ about }) => about !== null),
    ({ patient_id, about }) => `${patient_id} ${about}`,
  );
  const inverted = [...threads.values()].filter((thread) =>
    thread.some(({ delivery_id: id }, at) => {
      const before = thread[at - 1];
      return before && (mailbox.first.get(before.delivery_id) ?? 0) > (mailbox.first.get(id) ?? 0);
    }),
  ).length;
  return {
    notices,
    kills,
    inCabinet: rows.length,
    lettersReceived: mailbox.first.size + mailbox.again,
    lost: lost + Math.max(0, notices - rows.length),
    duplicates: mailbox.again,
    inverted,
    seconds: Math.round(seconds),
  };
}

interface Mailbox {
  readonly url: string;
  /** By delivery id: which letter it was, counted from one. */
  readonly first: Map<string, number>;
  again: number;
  close(): Promise<void>;
}

async function openMailbox(): Promise<Mailbox> {
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    closeTimeout: 100,
    logger: false,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const [, id = ""] = /^Notification-Id: (\S+)/im.exec(Buffer.concat(chunks).toString()) ?? [];
        if (mailbox.first.has(id)) mailbox.again++;
        else mailbox.first.set(id, mailbox.first.size + 1);
        done();
      });
    },
  });
  server.on("error", () => {}); // a client that was killed in the middle
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  const mailbox: Mailbox = {
    url: `smtp://127.0.0.1:${port}`,
    first: new Map(),
    again: 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return mailbox;
}

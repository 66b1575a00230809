/**
 * A process that is there to be killed: it tells notices, as a job does that is repeated after a crash, routes them and sends
 * letters. What it is to do stands in its environment; what it has told for certain it says to its parent.
 */
import { randomBytes } from "node:crypto";
import { openDatabase } from "../../src/db/database.ts";
import { openKeyring } from "../../src/db/keyring.ts";
import { startOutside } from "../../src/notify/delivery/work.ts";
import { openMailServer } from "../../src/notify/mail/post.ts";
import { notify } from "../../src/notify/notify.ts";
import type { Task } from "./notify-campaign.ts";

const TELL_AT_ONCE = 50;

const task = JSON.parse(process.env["NOTIFY_TASK"] ?? "") as Task;
const database = openDatabase(task.registryUrl, { max: 6 });
const page = (what: string) => `https://medkarta.example/${what}`;

startOutside(
  {
    database,
    keyring: openKeyring(Buffer.from(task.root, "hex")),
    clock: () => new Date(),
    random: (bytes) => randomBytes(bytes),
    post: openMailServer({ url: task.mailUrl, from: "notices@medkarta.example" }),
    push: null,
    links: {
      cabinet: page("notices"),
      settings: page("profile/notices"),
      confirm: (token) => page(`notices/email/${token}`),
      unsubscribe: (token) => page(`notices/unsubscribe/${token}`),
    },
    consentVersion: task.consentVersion,
    shownFrom: null,
    leaseMs: task.leaseMs,
  },
  (error) => console.error(error),
  { idleMs: 50, atOnce: 2 },
);

for (let at = task.from; at < task.until; at += TELL_AT_ONCE) {
  await database.transact(async (tx) => {
    for (let n = at; n < Math.min(at + TELL_AT_ONCE, task.until); n++) {
      const patientId = task.patients[n % task.patients.length] ?? "";
      const round = Math.floor(n / task.patients.length);
      // Every other one is of an appeal; five make an appeal, and leave in their order.
      const about = round % 2 === 0 ? `26-${n % task.patients.length}-${Math.floor(round / 10)}-${task.worker}` : null;
      await notify(tx, {
        patientId,
        kind: about ? "appeal-message" : "paper-ready",
        event: `bench ${task.worker} ${n}`,
        about,
        at: new Date(),
      });
    }
  });
  process.send?.({ told: at });
}

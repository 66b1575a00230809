/** The press room: a queue with an end, as many presses as are needed, and none older than its time. */

import { Refusal } from "../basics/refusal.ts";
import type { PrintOrder } from "./order.ts";
import { type Press, refusals, startPress } from "./press.ts";
import { heaviest, type Weight, weigh } from "./weigh.ts";

export interface PressRoomOptions {
  readonly workers: number;
  readonly limitMs: number;
  /** Told what Typst could not do, without the document's text. */
  readonly onTrouble: (detail: string) => void;
  /** A press prints this many documents and is replaced: native memory that no sweep gives back. */
  readonly documentsPerPress?: number;
}

/** Orders that may wait for each press; more would wait longer than a person does. */
const waitingPerPress = 64;
/** An ordinary document weighs less than this; a limit grows by itself once for each such weight, sixfold at most. */
const ordinary: Weight = 8000;

interface Waiting {
  readonly order: PrintOrder;
  readonly weight: Weight;
  resolve(bytes: Uint8Array): void;
  reject(reason: unknown): void;
}

/** Opens the room. Presses start with the first orders. */
export function openPressRoom(options: PressRoomOptions) {
  const { workers, limitMs, onTrouble, documentsPerPress = 200 } = options;
  const idle: Press[] = [];
  const busy = new Set<Press>();
  const queue: Waiting[] = [];
  let open = true;

  const work = async (press: Press, job: Waiting) => {
    busy.add(press);
    const used = press.printed > 0;
    const outcome = await press.print(job.order, limitMs * Math.min(6, 1 + job.weight / ordinary)).then(
      (bytes) => ({ bytes }),
      (reason: unknown) => ({ reason }),
    );
    busy.delete(press);
    // After a heavy document a press keeps up to a gigabyte, and would keep it for ever.
    const fresh = press.printed < documentsPerPress && job.weight <= ordinary;
    if (press.alive && fresh) idle.push(press);
    else void press.end();
    if ("bytes" in outcome) job.resolve(outcome.bytes);
    // A press that was at rest may have been dead before it got the order: that is not the document's fault.
    else if (used && open && isCrash(outcome.reason)) queue.unshift(job);
    else job.reject(outcome.reason);
    next();
  };
  const next = () => {
    while (queue.length > 0 && busy.size < workers) {
      const rested = idle.pop();
      if (rested && !rested.alive) continue; // ended by the system while it had nothing to do
      void work(rested ?? startPress(onTrouble), queue.shift()!);
    }
  };

  return {
    async print(order: PrintOrder): Promise<Uint8Array> {
      if (!open) throw refusals.closed();
      if (queue.length >= waitingPerPress * workers) throw refusals.busy();
      if (Number.isNaN(Date.parse(order.created))) throw new RangeError("created is not an ISO time");
      const weight = weigh(order);
      if (weight > heaviest) throw refusals.tooLarge();
      return new Promise<Uint8Array>((resolve, reject) => {
        queue.push({ order, weight, resolve, reject });
        next();
      });
    },
    async close(): Promise<void> {
      open = false;
      for (const job of queue.splice(0)) job.reject(refusals.closed());
      await Promise.all([...idle.splice(0), ...busy].map((press) => press.end()));
    },
  };
}

function isCrash(reason: unknown): boolean {
  return reason instanceof Refusal && reason.code === refusals.crashed().code;
}

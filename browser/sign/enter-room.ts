/** The page's way into the room of keys: one question at a time, one answer. */
import type { Answers, Asked, Said } from "./messages.ts";

/** What went wrong in the room, by its code. */
export class RoomFault extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export interface KeyRoom {
  ask<Deed extends Asked["deed"]>(
    asked: Extract<Asked, { deed: Deed }>,
    onProgress?: (share: number) => void,
  ): Promise<Answers[Deed]>;
  /** Ends the worker, and with it whatever it knew. */
  leave(): void;
}

export function enterRoom(address: string): KeyRoom {
  let worker: Worker | null = null;
  let waiting: ((fault: RoomFault) => void) | null = null;
  const leave = (): void => {
    worker?.terminate();
    worker = null;
    waiting?.(new RoomFault("cancelled"));
    waiting = null;
  };
  return {
    leave,
    ask(asked, onProgress = () => {}) {
      worker ??= new Worker(address, { type: "module" });
      const room = worker;
      return new Promise((resolve, reject) => {
        waiting = reject;
        room.onerror = () => reject(new RoomFault("unexpected"));
        room.onmessage = ({ data }: MessageEvent<Said>) => {
          if (data.kind === "progress") return onProgress(data.share);
          waiting = null;
          if (data.kind === "fault") return reject(new RoomFault(data.code));
          // The room answers the deed that it was asked for: see messages.ts.
          resolve(data.answer as never);
        };
        // Files are moved, not copied: the page keeps nothing of them.
        const question: Asked = asked;
        room.postMessage(question, question.deed === "open" ? question.files.map(({ buffer }) => buffer) : []);
      });
    },
  };
}

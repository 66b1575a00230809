/** One press: a child process that prints one order at a time, and can be ended in the middle of it. */

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Refusal } from "../basics/refusal.ts";
import type { PrintOrder } from "./order.ts";

export interface PressOrder {
  readonly order: PrintOrder;
}

export type PressAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "printed"; readonly bytes: Uint8Array }
  | { readonly kind: "failed"; readonly detail: string };

export interface Press {
  /** Prints; one order at a time; `limitMs` of processor time. After a refusal of `print.too-slow` or `print.crashed` the press is no more. */
  print(order: PrintOrder, limitMs: number): Promise<Uint8Array>;
  readonly printed: number;
  readonly alive: boolean;
  /** Ends it at once, whatever it is doing; kept when it is gone. */
  end(): Promise<void>;
}

const program = fileURLToPath(new URL("./press-child.ts", import.meta.url));
const fonts = fileURLToPath(new URL("./fonts/fonts.conf", import.meta.url));
/** Starting takes about 200 ms; on a machine under load it may take long, but not for ever. */
const startLimitMs = 30_000;

/** Starts a press. It keeps this process alive only while it prints. */
export function startPress(onTrouble: (detail: string) => void): Press {
  const child = fork(program, {
    // No secret of the parent in the process that decodes pictures of strangers; no fonts but ours.
    env: { FONTCONFIG_FILE: fonts },
    execArgv: ["--expose-gc", "--max-old-space-size=1024", "--disable-warning=ExperimentalWarning"],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const line = openLine(child);
  const gone = once(child, "exit").then(
    () => {},
    () => {},
  );
  const ready = line.next(startLimitMs);
  ready.catch(() => {}); // told to the first order
  let printed = 0;
  return {
    get printed() {
      return printed;
    },
    get alive() {
      return line.open;
    },
    async end() {
      line.close();
      child.ref(); // else this process could end before its child
      await gone;
    },
    async print(order, limitMs) {
      await ready;
      printed++;
      const answered = line.next(limitMs);
      child.send({ order } satisfies PressOrder);
      const answer = await answered;
      if (answer.kind === "printed") return answer.bytes;
      onTrouble(answer.kind === "failed" ? answer.detail : "ready twice");
      throw refusals.failed();
    },
  };
}

/** On a machine under load a child may take this many times its limit by the clock, if it did not get to work. */
const patience = 4;

/** Processor time of a process, ms; null where the system does not tell. */
function workedMs(pid: number | undefined): number | null {
  try {
    // proc(5): after the name in brackets, user and system time are fields 12 and 13, in hundredths of a second.
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ").at(-1)!.split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}

/** The line to a child: one answer is waited for at a time; an end of the child is an answer too. */
function openLine(child: ChildProcess) {
  let open = true;
  let waiting: { resolve(answer: PressAnswer): void; reject(reason: Refusal): void } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const rest = () => {
    clearTimeout(timer);
    waiting = undefined;
    child.unref();
    child.channel?.unref();
  };
  const close = (reason: Refusal) => {
    open = false;
    child.kill("SIGKILL");
    waiting?.reject(reason);
    rest();
  };
  child.on("message", (message) => {
    const { resolve } = waiting ?? {};
    rest();
    resolve?.(message as PressAnswer); // our own program at the other end
  });
  child.on("exit", () => close(refusals.crashed()));
  child.on("error", () => close(refusals.crashed()));
  return {
    get open() {
      return open;
    },
    close: () => close(refusals.closed()),
    next(limitMs: number): Promise<PressAnswer> {
      child.ref();
      child.channel?.ref();
      const before = workedMs(child.pid) ?? 0;
      const deadline = performance.now() + limitMs * patience;
      const look = () => {
        const worked = (workedMs(child.pid) ?? Number.POSITIVE_INFINITY) - before;
        if (worked < limitMs && performance.now() < deadline) timer = setTimeout(look, Math.max(50, limitMs - worked));
        else close(refusals.tooSlow());
      };
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        timer = setTimeout(look, limitMs);
      });
    },
  };
}

/** How printing says no. The document itself can always be read on the screen and downloaded as XML. */
export const refusals = {
  failed: () =>
    new Refusal("unavailable", "print.failed", {
      ru: "Не получилось подготовить PDF. Документ можно прочитать на экране или скачать исходный файл.",
      en: "The PDF could not be made. The document can be read on the screen, and its source downloaded.",
    }),
  crashed: () =>
    new Refusal("unavailable", "print.crashed", {
      ru: "Печать документа прервалась. Попробуйте ещё раз или скачайте исходный файл.",
      en: "Printing broke off. Try again, or download the source.",
    }),
  tooSlow: () =>
    new Refusal("unavailable", "print.too-slow", {
      ru: "Подготовка PDF заняла слишком много времени. Документ можно прочитать на экране или скачать исходный файл.",
      en: "Making the PDF took too long. The document can be read on the screen, and its source downloaded.",
    }),
  tooLarge: () =>
    new Refusal("too-large", "print.too-large", {
      ru: "Документ слишком велик для печати. Его можно прочитать на экране или скачать исходный файл.",
      en: "The document is too large to print. It can be read on the screen, and its source downloaded.",
    }),
  busy: () =>
    new Refusal("unavailable", "print.busy", {
      ru: "Сейчас готовится слишком много PDF. Попробуйте через минуту.",
      en: "Too many PDFs are being made. Try again in a minute.",
    }),
  closed: () =>
    new Refusal("unavailable", "print.closed", {
      ru: "Печать остановлена: сервис завершает работу.",
      en: "Printing has stopped: the service is closing.",
    }),
} as const;

/**
 * Signatures of many documents at once. Alone, a document is verified here and now; under load small ones are gathered
 * for some milliseconds and go to a worker thread together, and large ones go there at once, so that who only wants a
 * page does not wait behind a digest. When too much waits, the sender is told to come again.
 */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Piscina } from "piscina";
import { Refusal } from "../basics/refusal.ts";
import type { DocumentDigests } from "../cms/digests.ts";
import type { SignatureVerdict } from "../cms/report.ts";
import type { DatedRoot, TrustMaterial, TrustStore } from "../cms/trust.ts";
import { validateSignature } from "../cms/validate.ts";
import type { Batch, BatchAnswer, Circumstances } from "../cms/verify-batch.ts";
import { materialOf } from "./trust-desk.ts";

export interface Question {
  readonly document: DocumentDigests;
  readonly signatures: readonly Uint8Array[];
  readonly trust: TrustStore;
  readonly circumstances: Circumstances;
}

type Verdicts = readonly (readonly SignatureVerdict[])[];

export interface Verifier {
  /** The verdicts over each signature. Throws Refusal `SIGNATURES_BUSY` when too many documents wait already. */
  verify(question: Question): Promise<Verdicts>;
  close(): Promise<void>;
}

export interface VerifierOptions {
  /** 0: everything is verified here, as it comes. */
  readonly threads: number;
  /** Told when a thread could not do its work; its documents are verified here instead. */
  readonly onFault: (error: unknown) => void;
  /** How long small documents are gathered, how many go together, and from how many on it is worth a thread. */
  readonly windowMs?: number;
  readonly mostTogether?: number;
  readonly worthAThread?: number;
  /** A document of so many bytes is worth a thread by itself. */
  readonly large?: number;
  /** Documents that may wait for threads. */
  readonly mostWaiting?: number;
  /** How long a batch may wait and take before it is verified here after all. */
  readonly limitMs?: number;
}

interface Waiting extends Question {
  resolve(verdicts: Verdicts): void;
  reject(error: unknown): void;
}

export function openVerifier(options: VerifierOptions): Verifier {
  const { threads, onFault, windowMs = 3, mostTogether = 32, worthAThread = 8 } = options;
  const { large = 1 << 18, mostWaiting = 512, limitMs = 15_000 } = options;
  let pool: Promise<Piscina> | null = null;
  let gathered: Waiting[] = [];
  let window: NodeJS.Timeout | null = null;
  let waiting = 0;

  /** In the order of arrival; the first of a quiet time does not wait for company. */
  const closeWindow = () => {
    window = null;
    if (gathered.length === 0) return;
    window = setTimeout(closeWindow, windowMs);
    send();
  };
  const send = () => {
    const batch = gathered;
    gathered = [];
    if (batch.length < worthAThread) for (const each of batch) settle(each, () => verdictsHere(each));
    else for (const alike of groupedByTrust(batch)) void work(alike);
  };
  const work = async (batch: readonly Waiting[]) => {
    pool ??= openPool(threads, onFault);
    const answers = await inThread(pool, batchOf(batch), limitMs).catch((error: unknown) => {
      onFault(error);
      return null;
    });
    batch.forEach((each, index) => {
      settle(each, () => {
        const answer = answers?.[index];
        // A thread that died, or hangs, took nobody's document with it.
        if (!answer) return verdictsHere(each);
        each.document.learn(answer.digests);
        return answer.verdicts;
      });
    });
  };

  return {
    async verify(question) {
      const { document, trust } = question;
      if (threads === 0 || materialOf(trust) === null) return verdictsHere(question);
      const big = document.bytes.length >= large;
      if (!big && window === null) {
        window = setTimeout(closeWindow, windowMs);
        return verdictsHere(question);
      }
      if (waiting >= mostWaiting) throw busy();
      waiting++;
      try {
        return await new Promise<Verdicts>((resolve, reject) => {
          const one: Waiting = { ...question, resolve, reject };
          if (big) {
            void work([one]);
            return;
          }
          gathered.push(one);
          if (gathered.length >= mostTogether) send();
        });
      } finally {
        waiting--;
      }
    },
    async close() {
      if (window !== null) clearTimeout(window);
      for (const each of gathered.splice(0)) settle(each, () => verdictsHere(each));
      await (await pool)?.close();
    },
  };
}

function settle(one: Waiting, deed: () => Verdicts): void {
  try {
    one.resolve(deed());
  } catch (error) {
    one.reject(error);
  }
}

function verdictsHere({ document, signatures, trust, circumstances }: Question): Verdicts {
  return signatures.map((signature) => validateSignature({ ...circumstances, document, signature, trust }));
}

function groupedByTrust(batch: readonly Waiting[]): Iterable<Waiting[]> {
  return Map.groupBy(batch, ({ trust }) => trust).values();
}

/** Threads start with the first batch, and new ones in the place of those that die. */
async function openPool(threads: number, onFault: (error: unknown) => void): Promise<Piscina> {
  const { Piscina } = await import("piscina");
  const filename = fileURLToPath(new URL("../cms/verify-batch.ts", import.meta.url));
  const pool = new Piscina({ filename, minThreads: threads, maxThreads: threads, concurrentTasksPerWorker: 1 });
  // A thread that dies at rest is told of by an event, which nobody may leave unheard.
  pool.on("error", onFault);
  return pool;
}

/** Rejects when the thread dies or is not done in time; it is ended then. */
async function inThread(pool: Promise<Piscina>, batch: Batch, limitMs: number): Promise<BatchAnswer[]> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), limitMs);
  try {
    return await (await pool).run(batch, { signal: late.signal });
  } finally {
    clearTimeout(timer);
  }
}

function batchOf(batch: readonly Waiting[]): Batch {
  const questions = batch.map(({ document, signatures, circumstances }) => ({
    // Plain arrays: a Buffer of the pool would be copied with all its neighbours.
    document: plain(document.bytes),
    signatures: signatures.map(plain),
    circumstances,
  }));
  return { trust: shared(batch[0]!.trust), questions };
}

const plain = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes);

/** The material is copied once into memory that threads share, however many batches name it. */
const sharedTrusts = new WeakMap<TrustStore, Batch["trust"]>();

function shared(trust: TrustStore): Batch["trust"] {
  let found = sharedTrusts.get(trust);
  if (found === undefined) {
    found = share(materialOf(trust)!);
    sharedTrusts.set(trust, found);
  }
  return found;
}

function share({ roots, intermediates = [], crls = [], ocsp = [] }: TrustMaterial): Batch["trust"] {
  const hash = createHash("sha256");
  const inCommon = (bytes: Uint8Array): Uint8Array => {
    hash.update(`${bytes.length} `).update(bytes);
    const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
    copy.set(bytes);
    return copy;
  };
  const dated = (root: Uint8Array | DatedRoot) =>
    root instanceof Uint8Array ? { der: root, from: null, until: null } : root;
  const material: TrustMaterial = {
    roots: roots.map(dated).map(({ der, from, until }) => ({ der: inCommon(der), from, until })),
    intermediates: intermediates.map(inCommon),
    crls: crls.map(inCommon),
    ocsp: ocsp.map(inCommon),
  };
  const dates = roots.map(dated).map(({ from, until }) => [from, until]);
  hash.update(JSON.stringify([dates, intermediates.length, crls.length]));
  return { id: hash.digest("hex"), material };
}

const busy = () =>
  new Refusal("unavailable", "SIGNATURES_BUSY", {
    ru: "Сейчас проверяется слишком много документов. Повторите запрос с тем же ключом через несколько секунд: ничего не сохранено, и ничего не задвоится",
    en: "Too many documents are being verified now. Repeat the request with the same key in a few seconds: nothing was stored, and nothing is doubled",
  });

/**
 * After a checkpoint is signed: its witnesses are asked, outside of any transaction, and what they say is kept and shown.
 * Nothing here holds up the sealing, and no trouble of a witness is more than a line in the log.
 */
import type { Database } from "../../db/database.ts";
import { proveConsistency } from "../../merkle/fold.ts";
import { isQuorum, type Policy, type PolicyWitness } from "../../merkle/policy.ts";
import { nodesFromTiles, tilesUnder } from "../../merkle/tile.ts";
import { consistencyRanges } from "../../merkle/tree.ts";
import type { LogName } from "../names.ts";
import { readLatestCheckpoint, readTiles, type StoredCheckpoint } from "../store.ts";
import { askFor, type WitnessTrouble } from "./ask-witness.ts";
import { readCosignedSizes, showCheckpoint, showLatest, writeCosignature } from "./store.ts";

export interface CollectorOptions {
  readonly database: Database;
  readonly log: LogName;
  /** From the operator's file: nothing else ever names whom to connect to. */
  readonly policy: Policy;
  readonly clock: () => Date;
  /** Once for each new trouble of a witness, not for each repetition of it. */
  readonly onTrouble?: (trouble: { witness: string; code: WitnessTrouble; detail: string }) => void;
  readonly onError?: (error: unknown) => void;
  /** How long one answer may take; 5,000 when not said. */
  readonly timeoutMs?: number;
}

export interface WitnessState {
  readonly name: string;
  readonly state: "new" | "well" | WitnessTrouble;
  /** The largest size that it cosigned. */
  readonly size: number;
  /** How often it was in trouble since the start. */
  readonly troubles: number;
}

/** For /readyz and /metrics. */
export interface CollectorState {
  /** `missing`: the latest checkpoint has been asked about, and too few have cosigned it. */
  readonly quorum: "not-asked-for" | "waiting" | "held" | "missing";
  readonly witnesses: readonly WitnessState[];
}

export interface Collector {
  /** Something was signed: ask now. */
  kick(): void;
  state(): CollectorState;
  stop(): Promise<void>;
}

type Reachable = PolicyWitness & { readonly url: string };

interface Asked {
  readonly witness: Reachable;
  state: WitnessState["state"];
  size: number;
  troubles: number;
  busy: Promise<void> | null;
  notBefore: number;
}

const TIMEOUT_MS = 5_000;
/** Between looks when nobody kicks: another process may seal, and a witness may be back. */
const LOOK_MS = 2_000;
/** Cosignatures of a log that does not grow become old, and monitors ask for the time in them. */
const REFRESH_MS = 10 * 60_000;
/** So long a checkpoint waits for its quorum before it is shown without: that it is missing must not stay hidden. */
const PATIENCE_MS = 60_000;
const LONGEST_PAUSE_MS = 15_000;

export function startCollector(options: CollectorOptions): Collector {
  const { database, log, policy, clock, timeoutMs = TIMEOUT_MS } = options;
  const witnesses = policy.witnesses.filter((witness): witness is Reachable => witness.url !== undefined);
  const asked = witnesses.map<Asked>((witness) => ({
    witness,
    state: "new",
    size: 0,
    troubles: 0,
    busy: null,
    notBefore: 0,
  }));
  const stopping = new AbortController();
  const bell = openBell();
  let quorum: CollectorState["quorum"] = policy.quorum ? "waiting" : "not-asked-for";
  let refreshAt = 0;
  /** Who cosigned the checkpoint that is asked about. */
  let target = { size: -1, by: new Set<PolicyWitness["key"]>() };

  let told = "";
  const tell = (error: unknown) => {
    if (String(error) !== told) options.onError?.(error);
    told = String(error);
  };

  const prove = async (old: number, size: number) => {
    const tiles = await readTiles(database.sql, log, tilesUnder(consistencyRanges(old, size)));
    return proveConsistency(old, size, nodesFromTiles(tiles));
  };

  const ask = async (one: Asked, { size, note }: StoredCheckpoint) => {
    const { witness } = one;
    const answer = await askFor(witness, { size, note }, one.size, prove, { timeoutMs, stopping: stopping.signal });
    if (stopping.signal.aborted) return;
    if (answer.is === "cosigned") {
      const line = { size, witness: idOf(witness), line: answer.line, at: answer.at };
      await database.transact((tx) => writeCosignature(tx, log, line));
      Object.assign(one, { state: "well", size: Math.max(one.size, size), notBefore: 0 });
      if (target.size === size) target.by.add(witness.key);
    } else if (answer.is === "trouble") {
      const { code, detail } = answer;
      if (one.state !== code) options.onTrouble?.({ witness: witness.key.name, code, detail });
      const pause = one.notBefore === 0 ? LOOK_MS : LONGEST_PAUSE_MS;
      Object.assign(one, { state: code, troubles: one.troubles + 1, notBefore: clock().getTime() + pause });
    }
  };
  const askOnce = (one: Asked, checkpoint: StoredCheckpoint): Promise<void> => {
    one.busy = ask(one, checkpoint)
      .catch((error) => {
        one.notBefore = clock().getTime() + LOOK_MS;
        tell(error);
      })
      .then(() => {
        one.busy = null;
        bell.ring();
      });
    return one.busy;
  };

  /** Until the quorum is there, or nobody more can be asked. A slow witness goes on by itself, and rings when it is done. */
  const round = async () => {
    const latest = await readLatestCheckpoint(database.sql, log);
    if (!latest) return;
    const now = clock().getTime();
    if (latest.size !== target.size || now >= refreshAt) {
      if (latest.size !== target.size && quorum === "held") quorum = "waiting";
      target = { size: latest.size, by: new Set() };
      refreshAt = now + REFRESH_MS;
    }
    const open = asked.filter((one) => !one.busy && now >= one.notBefore && !target.by.has(one.witness.key));
    const enough = () => isQuorum(policy, [...target.by]);
    await untilEnough(
      open.map((one) => askOnce(one, latest)),
      enough,
    );
    if (!policy.quorum || stopping.signal.aborted) return;
    if (enough()) quorum = "held";
    else if (!asked.some(({ busy }) => busy)) quorum = "missing";
    if (enough() || now - latest.createdAt.getTime() > PATIENCE_MS) {
      await database.transact((tx) => showCheckpoint(tx, log, latest.size));
    }
  };

  const begin = async () => {
    const sizes = await readCosignedSizes(database.sql, log);
    for (const one of asked) one.size = sizes.get(idOf(one.witness)) ?? 0;
    if (!policy.quorum) await database.transact((tx) => showLatest(tx, log));
  };
  const run = async () => {
    await begin().catch(tell);
    while (!stopping.signal.aborted && policy.witnesses.length > 0) {
      await round().then(() => {
        told = "";
      }, tell);
      await bell.heard(LOOK_MS);
    }
  };
  const ended = run();

  return {
    kick: bell.ring,
    state: () => ({
      quorum,
      witnesses: asked.map(({ witness, state, size, troubles }) => ({ name: witness.key.name, state, size, troubles })),
    }),
    async stop() {
      stopping.abort();
      bell.ring();
      await ended;
      await Promise.all(asked.map(({ busy }) => busy));
    },
  };
}

const idOf = ({ key }: PolicyWitness): string => `${key.name}+${key.id}`;

/** Resolves when all have ended, or after one of them, when there are enough. */
function untilEnough(asking: readonly Promise<void>[], enough: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    let left = asking.length;
    if (left === 0) resolve();
    for (const one of asking) {
      void one.then(() => {
        left--;
        if (left === 0 || enough()) resolve();
      });
    }
  });
}

/** Rung while nobody listens, it is heard at the next listening. */
function openBell(): { ring(): void; heard(withinMs: number): Promise<void> } {
  let rung = false;
  let wake = () => {};
  return {
    ring() {
      rung = true;
      wake();
    },
    async heard(withinMs) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, withinMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rung = false;
    },
  };
}

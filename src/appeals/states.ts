/** The one state machine of appeals: who may do what, from where, and to where. A deed that is not here does not exist. */
import type { NoticeKind } from "../notify/kinds.ts";

export const states = ["registered", "working", "asked", "corrected", "refused", "closed"] as const;
export type State = (typeof states)[number];

/** Who is to act: the organisation, the registry's support, the region's health authority. */
export const holders = ["organisation", "support", "region"] as const;
export type Holder = (typeof holders)[number];

export type By = "patient" | Holder | "system";

export const deedNames = [
  "register",
  "take",
  "ask",
  "reply",
  "message",
  "join", // a second report on the same document
  "correct",
  "arrive", // what was missing came by itself
  "amend", // the corrected version that was begun from it is registered
  "refuse",
  "confirm",
  "reopen",
  "withdraw",
  "escalate",
  "route",
  "expire", // nobody objected within thirty days
] as const;
export type DeedName = (typeof deedNames)[number];

export interface Rule {
  readonly by: readonly By[];
  readonly from: readonly State[];
  /** null: it stays as it is. */
  readonly to: State | null;
  readonly words: "needed" | "possible" | "none";
  /** What the patient is told; null when the patient did it, or when there is nothing to tell. */
  readonly notice: NoticeKind | null;
}

const open = ["registered", "working", "asked"] as const satisfies readonly State[];
const answered = ["corrected", "refused"] as const satisfies readonly State[];

export const rules: Readonly<Record<DeedName, Rule>> = {
  register: { by: ["patient", "system"], from: [], to: "registered", words: "possible", notice: "appeal-registered" },
  take: { by: holders, from: ["registered"], to: "working", words: "none", notice: "appeal-taken" },
  ask: { by: holders, from: ["registered", "working"], to: "asked", words: "needed", notice: "appeal-asked" },
  reply: { by: ["patient"], from: ["asked"], to: "working", words: "needed", notice: null },
  message: { by: ["patient", ...holders], from: open, to: null, words: "needed", notice: "appeal-message" },
  join: { by: ["patient"], from: open, to: null, words: "possible", notice: null },
  correct: { by: holders, from: open, to: "corrected", words: "possible", notice: "appeal-corrected" },
  arrive: { by: ["system"], from: open, to: "corrected", words: "none", notice: "appeal-corrected" },
  amend: { by: ["system"], from: open, to: "corrected", words: "none", notice: "appeal-corrected" },
  refuse: { by: holders, from: open, to: "refused", words: "needed", notice: "appeal-refused" },
  confirm: { by: ["patient"], from: answered, to: "closed", words: "none", notice: "appeal-closed" },
  reopen: {
    by: ["patient"],
    from: [...answered, "closed"],
    to: "working",
    words: "needed",
    notice: "appeal-reopened",
  },
  withdraw: { by: ["patient"], from: open, to: "closed", words: "none", notice: "appeal-closed" },
  escalate: {
    by: ["organisation", "support", "system"],
    from: open,
    to: "registered",
    words: "possible",
    notice: "appeal-moved",
  },
  route: { by: ["support", "region"], from: open, to: "registered", words: "possible", notice: "appeal-moved" },
  expire: { by: ["system"], from: answered, to: "closed", words: "none", notice: "appeal-closed" },
};

export function isOpen(state: State): boolean {
  return open.some((one) => one === state);
}

/** Where an appeal goes when its holder does not answer, or cannot; null: nobody is above the region. */
export const above = { organisation: "support", support: "region", region: null } as const satisfies Record<
  Holder,
  Holder | null
>;

/** Days within which an answer can be objected to, and after which an answered appeal closes by itself. */
export const DAYS_TO_OBJECT = 30;

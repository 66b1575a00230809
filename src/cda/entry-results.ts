/** Coded results, analyses and measurements: each with its value, unit, norm and flag; what a row cannot hold follows as facts. */
import type { EntryContext } from "./entry-context.ts";
import { flagOf, sayFlag, sayNorm } from "./flag.ts";
import { coded, type Item } from "./item.ts";
import type { Block, Result, Runs } from "./model.ts";
import { tellParticulars } from "./particulars.ts";
import { codeOf, sayCode, sayNumber, sayUnit, sayValue, typeOf } from "./say-value.ts";
import { gathered, nestedStatements, sayTimes, tell } from "./statement.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, originOf, textOf } from "./walk.ts";

/** Whether any result of the organizer is outside its norm. */
export const hasFlags: (organizer: XmlElement) => boolean = remembered((organizer) =>
  nestedStatements(organizer).some((one) => (one.name === "organizer" ? hasFlags(one) : flagOf(one) !== null)),
);

/** Whether an organizer holds results, at any depth. */
export const holdsResults: (organizer: XmlElement) => boolean = remembered((organizer) =>
  nestedStatements(organizer).some((one) =>
    one.name === "organizer" ? holdsResults(one) : one.name === "observation" && childrenOf(one, "value").length > 0,
  ),
);

/** Asked again at every level above; answered once. */
function remembered(question: (organizer: XmlElement) => boolean): (organizer: XmlElement) => boolean {
  const answers = new WeakMap<XmlElement, boolean>();
  return (organizer) => {
    const answer = answers.get(organizer) ?? question(organizer);
    answers.set(organizer, answer);
    return answer;
  };
}

/** An organizer of results: its observations are rows; batteries inside it are tables of their own; notes follow. */
export function analyses(organizer: XmlElement, context: EntryContext): readonly Block[] {
  const own = nestedStatements(organizer);
  const rows = own.filter((one) => isRow(one) && !context.told(one));
  const when = sayTimes(organizer);
  const caption = [sayCode(child(organizer, "code")), when].filter((part) => part !== null && part !== "").join(", ");
  const others = own.filter((one) => !isRow(one));
  const inner = others.filter((one) => one.name === "organizer");
  const notes = others.filter((one) => one.name !== "organizer").map((one) => tell(one, context));
  const items = [
    ...(context.told(organizer) ? [] : tellParticulars(organizer, context)),
    ...rows.flatMap((row) => particularsOfRow(row, context)),
  ];
  const from = originOf(organizer);
  const parts = [
    ...results("analyses", rows, when, organizer),
    ...gathered(items, from),
    ...inner.flatMap((one) => (holdsResults(one) ? analyses(one, context) : told(one, context))),
    ...gathered(
      notes.flatMap((one) => one.items),
      from,
    ),
    ...notes.flatMap((one) => one.blocks),
  ];
  return captioned(parts, caption);
}

function told(statement: XmlElement, context: EntryContext): readonly Block[] {
  const { items, blocks } = tell(statement, context);
  return [...gathered(items, originOf(statement)), ...blocks];
}

/** Measurements that stand by themselves. */
export function vitals(statements: readonly XmlElement[], context: EntryContext): readonly Block[] {
  const [first] = statements;
  if (first === undefined) return [];
  const items = statements.flatMap((one) => particularsOfRow(one, context));
  return [...results("vitals", statements, null, first), ...gathered(items, originOf(first))];
}

function results(
  heading: "analyses" | "vitals",
  rows: readonly XmlElement[],
  ofAll: string | null,
  at: XmlElement,
): readonly Block[] {
  if (rows.length === 0) return [];
  return [{ kind: "results", heading, rows: rows.map((row) => resultOf(row, ofAll)), from: originOf(at) }];
}

/** The name of the group over what is in it; nothing over nothing. */
function captioned(parts: readonly Block[], caption: string): readonly Block[] {
  const [first, ...rest] = parts;
  if (first === undefined || caption === "") return parts;
  const runs: Runs = [{ text: caption }];
  if (first.kind === "results" && first.caption === undefined) return [{ ...first, caption: runs }, ...rest];
  return [{ kind: "heading", level: 3, runs, ...(first.from === undefined ? {} : { from: first.from }) }, ...parts];
}

/** A plain result: one value, nothing under it that a row could not hold. */
function isRow(statement: XmlElement): boolean {
  return (
    statement.name === "observation" &&
    childrenOf(statement, "value").length === 1 &&
    nestedStatements(statement).length === 0
  );
}

/** @param ofAll when the whole group was measured: a row says its time only where that differs */
function resultOf(observation: XmlElement, ofAll: string | null): Result {
  const [value] = childrenOf(observation, "value");
  const code = child(observation, "code");
  const flag = flagOf(observation);
  const number = value !== undefined && typeOf(value) === "PQ" ? attribute(value, "value") : null;
  const translated =
    value !== undefined && childrenOf(value, "translation").some((one) => attribute(one, "value") !== number);
  const plain = number !== null && !translated ? sayNumber(number) : null;
  const when = sayTimes(observation);
  return {
    name: runs(sayCode(code), coded(codeOf(code))),
    value: runs(plain ?? (value === undefined ? null : sayValue(value)), coded(codeOf(value ?? null))),
    unit: (plain !== null && value !== undefined && sayUnit(value)) || "",
    norm: sayNorm(observation) ?? "",
    ...(flag === null ? {} : { flag }),
    // A flag is told by the result itself; this is for other interpretations, such as sensitivity.
    note: (flag === null && sayFlag(observation)) || "",
    when: when === ofAll ? "" : (when ?? ""),
  };
}

function runs(text: string | null, marks: ReturnType<typeof coded>): Runs {
  return text === null || text === "" ? [] : [{ text, ...marks }];
}

/** What of a row its table could not hold. */
export function particularsOfRow(row: XmlElement, context: EntryContext): readonly Item[] {
  const text = textOf(child(row, "text"));
  const name = sayCode(child(row, "code"));
  const note: readonly Item[] = text === null ? [] : [{ label: name ?? "Примечание", runs: [{ text }] }];
  return [...note, ...tellParticulars(row, context).filter(({ label }) => label !== "Норма")];
}

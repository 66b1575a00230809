/** What a template leaves open, and what it is filled in with. Filled in once: a value that looks like a gap stays as it is. */
import { Refusal } from "../../basics/refusal.ts";

/** As they stand in braces; the letters are Russian, so are their gaps. */
export const gaps = ["организация", "телефон", "часы", "номер", "срок"] as const;
export type Gap = (typeof gaps)[number];

export type Filling = Readonly<Partial<Record<Gap, string | null>>>;

/** A gap without a value is seen by whoever writes the letter, and by nobody else. */
const UNKNOWN = "…";

export function fill(text: string, values: Filling): string {
  return text.replace(/\{([^{}\n]*)\}/g, (whole, name: string) => {
    const gap = gapOf(name);
    return gap ? (values[gap] ?? UNKNOWN) : whole;
  });
}

/** @throws Refusal "invalid" TEMPLATE_GAP: braces around what is no gap of ours */
export function proveGaps(text: string): void {
  const strange = [...text.matchAll(/\{([^{}\n]*)\}/g)].map(([, name = ""]) => name).find((name) => !gapOf(name));
  if (strange === undefined && !/[{}]/.test(text.replace(/\{[^{}\n]*\}/g, ""))) return;
  throw new Refusal("invalid", "TEMPLATE_GAP", {
    ru: `В фигурных скобках может стоять только: ${gaps.join(", ")}`,
    en: `Only these may stand in braces: ${gaps.join(", ")}`,
  });
}

function gapOf(name: string): Gap | null {
  const plain = name.trim().toLocaleLowerCase("ru");
  return gaps.find((gap) => gap === plain) ?? null;
}

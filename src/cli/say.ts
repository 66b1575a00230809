/** How commands speak: answers to standard output, all else to standard error. */
import { Refusal } from "../basics/refusal.ts";
import { isDatabaseAway } from "../db/away.ts";
import { exit } from "./command.ts";

export function answer(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A refusal in words, with its code and every fault: what a hospital's developer needs to mend the document. */
export function tellRefusal(refusal: Refusal): void {
  tell(`${refusal.code}: ${refusal.words.ru}\n${" ".repeat(refusal.code.length + 2)}${refusal.words.en}`);
  for (const fault of refusal.faults) tell(faultLine(fault));
}

export function faultLine(fault: {
  readonly code: string;
  readonly severity: string;
  readonly message: { readonly ru: string };
  readonly hint?: { readonly ru: string };
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
  readonly found?: string;
}): string {
  const where = [fault.line ? `строка ${fault.line}${fault.column ? `:${fault.column}` : ""}` : "", fault.path ?? ""]
    .filter(Boolean)
    .join(", ");
  const found = fault.found ? ` (${fault.found})` : "";
  return `  ${fault.severity} ${fault.code}${where ? ` [${where}]` : ""}: ${fault.message.ru}${found}${fault.hint ? `. ${fault.hint.ru}` : ""}`;
}

/** The exit code of a command that could not do its work. */
export function failed(error: unknown): number {
  if (error instanceof Refusal) {
    tellRefusal(error);
    return error.kind === "unavailable" ? exit.unreachable : exit.no;
  }
  const { code, message } = error as { code?: string; message?: string };
  if (code?.startsWith("ERR_PARSE_ARGS")) {
    tell(`${message}\nСправка · Help: medkarta help`);
    return exit.usage;
  }
  if (isDatabaseAway(error)) {
    tell(`База данных не отвечает · The database does not answer: ${message}`);
    return exit.unreachable;
  }
  if (code === "ENOENT" || code === "EISDIR" || code === "EACCES") {
    tell(message ?? code);
    return exit.usage;
  }
  tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exit.fault;
}

/** A judgement in plain words and in order: (a) the bytes, (b) the signers, (c) the log. Drawn alike on every page. */
import type { Evidence, JudgedSignature, ReceiptAnswer, State } from "./answers.ts";
import type { Judgement } from "./judge.ts";
import { en } from "./words/en.ts";
import type { Messages } from "./words/messages.ts";
import { ru } from "./words/ru.ts";

export type Tone = "good" | "bad" | "wait";
type Language = "ru" | "en";

export interface SheetPart {
  readonly title: string;
  readonly entries: readonly {
    readonly tone: Tone | "plain";
    /** A name that stands above the words, such as a signer's; null: none. */
    readonly who: string | null;
    readonly words: readonly string[];
    readonly facts: readonly (readonly [term: string, value: string])[];
  }[];
}

export interface Sheet {
  readonly tone: Tone;
  readonly title: string;
  readonly about: string;
  /** Which file this is about, with what it calls itself. */
  readonly file: string | null;
  readonly parts: readonly SheetPart[];
  /** By what the question «is it current» is asked; null: the receipt that tells the number is missing or of another. */
  readonly now: { readonly number: string; readonly sha256: string } | null;
}

export interface Sheets {
  readonly sheets: readonly Sheet[];
  /** Files that could not be used. */
  readonly troubles: readonly { readonly file: string; readonly words: string }[];
}

export const messagesOf = (language: Language): Messages => (language === "ru" ? ru : en);

const TONES: Readonly<Record<State, Tone>> = { authentic: "good", "not-authentic": "bad", "cannot-tell": "wait" };

export function sheetsOf({ evidence, troubles }: Judgement, language: Language): Sheets {
  const w = messagesOf(language);
  return {
    sheets: evidence.map((one) => sheetOf(one, w, language)),
    troubles: troubles.map(({ file, code }) => ({ file, words: w.troubles[code] })),
  };
}

function sheetOf(one: Evidence, w: Messages, language: Language): Sheet {
  const { document, receipt } = one;
  const record = receipt?.answer === "proved" && receipt.record.type === "document-registered" ? receipt.record : null;
  return {
    tone: TONES[one.state],
    ...w.state[one.state],
    file:
      document && [document.title, `${document.name}, ${sizeOf(document.size, language)}`].filter(Boolean).join(" · "),
    parts: [
      { title: w.parts.bytes, entries: [bytesEntry(one, w)] },
      { title: w.parts.signers, entries: signerEntries(one, w, language) },
      { title: w.parts.log, entries: [logEntry(receipt, w, language)] },
    ],
    now: record && one.bytes === "registered" ? { number: record.number, sha256: record.doc } : null,
  };
}

function bytesEntry({ bytes, document }: Evidence, w: Messages): SheetPart["entries"][number] {
  const tone = bytes === "registered" || bytes === "signed" ? "good" : bytes === "untold" ? "wait" : "bad";
  const words = document ? [w.bytes[bytes], ...(document.viewedBy ? [w.view(document.viewedBy)] : [])] : [w.noDocument];
  return { tone, who: null, words, facts: document ? [["SHA-256", document.sha256]] : [] };
}

function signerEntries({ signatures, judgedAt }: Evidence, w: Messages, language: Language): SheetPart["entries"] {
  if (signatures.length === 0) return [{ tone: "wait", who: null, words: [w.signer.none], facts: [] }];
  return signatures.map((one) => signerEntry(one, judgedAt, w, language));
}

function signerEntry({ verdict, registered }: JudgedSignature, judgedAt: string, w: Messages, language: Language) {
  const { indication, subIndication, signer, signingTime } = verdict;
  const tone = ({ "TOTAL-PASSED": "good", "TOTAL-FAILED": "bad", INDETERMINATE: "wait" } as const)[indication];
  const state = { good: w.signer.passed, bad: w.signer.failed, wait: w.signer.unsure }[tone];
  const person = [signer?.surname, signer?.givenName].filter(Boolean).join(" ");
  const who = signer ? person || signer.organisation || signer.commonName || signer.subject : w.signer.unknown;
  const reason = subIndication && (w.reasons[subIndication] ?? null);
  const facts: (readonly [string, string | null | undefined | false])[] = [
    [w.signer.issuer, signer && (/CN=([^,+]+)/.exec(signer.issuer)?.[1] ?? signer.issuer)],
    [w.signer.serial, signer?.serial],
    [w.signer.period, signer && `${dayOf(signer.notBefore, language)} – ${dayOf(signer.notAfter, language)}`],
    [w.signer.signed, signingTime && momentOf(signingTime, language)],
    [w.signer.judged, momentOf(verdict.bestTime, language)],
    [w.signer.code, subIndication && `${indication} ${subIndication}`],
  ];
  return {
    tone,
    who: [who, signer && person && signer.title, person && signer?.organisation].filter(Boolean).join(", "),
    words: [
      `${state}.`,
      ...(reason ? [reason] : []),
      ...(registered === true && verdict.bestTime === judgedAt ? [w.signer.receipt] : []),
      ...(registered === false ? [w.signer.strange] : []),
    ],
    facts: facts.flatMap(([term, value]) => (value ? [[term, value] as const] : [])),
  } as const;
}

function logEntry(receipt: ReceiptAnswer | null, w: Messages, language: Language): SheetPart["entries"][number] {
  if (receipt === null) return { tone: "wait", who: null, words: [w.log.none], facts: [] };
  if (receipt.answer !== "proved") {
    const tone = receipt.answer === "no-key" || receipt.answer === "no-quorum" ? "wait" : "bad";
    const facts = [
      ...(receipt.origin ? [[w.log.checkpoint, receipt.origin] as const] : []),
      [w.signer.code, receipt.code] as const,
    ];
    return { tone, who: null, words: [w.log[receipt.answer]], facts };
  }
  const { record, index, size, origin, root, cosigners } = receipt;
  const number = new Intl.NumberFormat(language);
  const own: readonly (readonly [string, string])[] =
    record.type === "document-registered"
      ? [
          [w.log.number, record.number],
          [w.log.registered, momentOf(record.registered, language)],
          [w.log.organisation, record.org],
        ]
      : Object.entries(record).map(([term, value]) => [term, String(value)] as const);
  const seen = cosigners.map(({ name, at, answer }) =>
    [name, at && momentOf(at, language), answer === "unknown" && w.log.cosignerUnknown].filter(Boolean).join(", "),
  );
  return {
    tone: "good",
    who: null,
    words: [w.log.proved, ...(seen.length === 0 ? [w.log.noCosigners] : [])],
    facts: [
      ...own,
      [w.log.index, w.log.place(number.format(index + 1), number.format(size))],
      [w.log.checkpoint, origin],
      [w.log.root, root],
      ...seen.map((one) => [w.log.cosigners, one] as const),
    ],
  };
}

const LOCALES = { ru: "ru-RU", en: "en-GB" } as const;

/** In Moscow, as everywhere in the registry. */
function momentOf(iso: string, language: Language): string {
  const options = { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Moscow" } as const;
  return new Intl.DateTimeFormat(LOCALES[language], options).format(new Date(iso));
}

function dayOf(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long", timeZone: "Europe/Moscow" }).format(
    new Date(iso),
  );
}

function sizeOf(bytes: number, language: Language): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const [small, large] = language === "ru" ? ["КБ", "МБ"] : ["KB", "MB"];
  return kilobytes < 1024
    ? `${number.format(kilobytes)}\u00a0${small}`
    : `${number.format(kilobytes / 1024)}\u00a0${large}`;
}

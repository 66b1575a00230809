/** A judgement for a terminal, in both languages where it is short, and as JSON for programs. */
import { layersOf } from "../cms/layers.ts";
import type { Evidence, State } from "../evidence/answers.ts";
import type { Judgement } from "../evidence/judge.ts";
import { en } from "../evidence/words/en.ts";
import { ru } from "../evidence/words/ru.ts";

const states: Readonly<Record<State, string>> = {
  authentic: "подлинный · authentic",
  "not-authentic": "НЕ подлинный · not authentic",
  "cannot-tell": "нельзя сказать · cannot tell",
};

/** One document: its answers on top, as programs have asked them before; several: each in `documents`. */
export function reportOf(file: string, { state, evidence, troubles }: Judgement) {
  const documents = evidence.map(documentReport);
  const [only] = documents;
  return {
    state,
    file,
    ...(documents.length === 1 && only
      ? { ...only, state }
      : { sha256: null, signatures: documents.flatMap((one) => one.signatures) }),
    ...(documents.length > 1 ? { documents } : {}),
    troubles: troubles.map(({ file: name, code }) => ({ file: name, code, message: en.troubles[code] })),
  };
}

function documentReport({ state, document, bytes, signatures, receipt, judgedAt }: Evidence) {
  return {
    state,
    document: document && {
      name: document.name,
      size: document.size,
      title: document.title,
      viewedBy: document.viewedBy,
    },
    sha256: document?.sha256 ?? null,
    bytes,
    judgedAt,
    signatures: signatures.map(({ file, registered, verdict }) => ({
      ...{ file, registered, ...verdict },
      report: layersOf(verdict),
    })),
    receipt,
  };
}

export function sayJudgement(file: string, { state, evidence, troubles }: Judgement): string[] {
  return [
    `${file}: ${states[state]}`,
    ...evidence.flatMap((one) => sayEvidence(one, evidence.length > 1)),
    ...troubles.map(({ file: name, code }) => `  ${name}: ${ru.troubles[code]} · ${en.troubles[code]}`),
  ];
}

function sayEvidence({ state, document, bytes, signatures, receipt }: Evidence, several: boolean): string[] {
  return [
    ...(several ? [`  ${document?.name ?? "—"}: ${states[state]}`] : []),
    document ? `  ${ru.bytes[bytes]} · ${en.bytes[bytes]}` : `  ${ru.noDocument} · ${en.noDocument}`,
    ...(document?.viewedBy ? [`  ${ru.view(document.viewedBy)}`] : []),
    ...signatures.flatMap(({ file, verdict }) => [
      `  ${file}: ${[verdict.indication, verdict.subIndication].filter(Boolean).join(" ")} — ${verdict.signer?.commonName ?? "?"}`,
      `    ${verdict.reason}`,
    ]),
    ...(signatures.length === 0 ? [`  ${ru.signer.none} · ${en.signer.none}`] : []),
    ...sayReceipt(receipt),
  ];
}

function sayReceipt(receipt: Evidence["receipt"]): string[] {
  if (receipt === null) return [];
  const line = `  ${receipt.file}: ${ru.log[receipt.answer]} · ${en.log[receipt.answer]}`;
  if (receipt.answer !== "proved") return [line, `    ${receipt.code}${receipt.origin ? ` — ${receipt.origin}` : ""}`];
  const { index, size, origin, root, cosigners } = receipt;
  return [
    line,
    `    ${origin} · ${en.log.place(String(index), String(size))} · ${root}`,
    ...cosigners.map(({ name, at, answer }) => `    ${name} ${at ?? ""} ${answer}`),
  ];
}

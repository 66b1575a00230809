/** «Сообщить о проблеме»: of a document, of a visit, of a line of the journal; and a question to the registry itself. */
import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { FormValues } from "../../access/kept-forms.ts";
import type { Action } from "../../access/policy.ts";
import { type NewAppeal, openAppeal } from "../../appeals/open.ts";
import { reasonsOf } from "../../appeals/reasons.ts";
import { Refusal } from "../../basics/refusal.ts";
import { statusOf } from "../../http/problem.ts";
import { documentMatter, lineMatter, visitMatter } from "../../patient/appeals/matter.ts";
import { isConsented } from "../../patient/consent.ts";
import { readLine } from "../../patient/journal/read.ts";
import { initials } from "../../registry/initials.ts";
import type { FieldFault } from "../parts/error-summary.tsx";
import { paths } from "../paths.ts";
import { type ReportMatter, ReportPage } from "../patient/report.tsx";
import { words } from "../words.ts";
import { patientActor } from "./actor.ts";
import type { PagesDeps } from "./deps.ts";
import { field, readLetter } from "./letter.ts";
import { numberOf } from "./open-for.ts";
import { type PatientVisit, patientPage } from "./visit.ts";

/** What an address of a report is about: how the page names it, what there is to choose, what is sent. */
interface Asked {
  readonly matter: ReportMatter;
  readonly reasons: readonly string[];
  /** Number of the appeal that it will be added to. */
  readonly open: string | null;
  /** Whether words are needed with that reason. */
  readonly needsWords: (reason: string) => boolean;
  readonly appeal: (reason: string) => Pick<NewAppeal, "kind" | "reason" | "organisationOid"> & Partial<NewAppeal>;
}

export function reportRoutes(app: FastifyInstance, deps: PagesDeps): void {
  form(app, deps, "/documents/:number/report", "report-problem", async ({ tx, patientId, request }) => {
    const { about, open } = await documentMatter(deps.patient, tx, patientId, numberOf(request));
    const { number, card, issuedOn: issued, organisationOid, documentId } = about;
    return {
      matter: {
        about: "problem",
        number,
        title: card.title,
        official: card.officialTitle,
        issued,
        organisation: card.organisation,
      },
      reasons: Object.keys(reasonsOf.problem),
      open: open?.number ?? null,
      needsWords: (reason) => reason === "other",
      appeal: (reason) => ({ kind: "problem", reason, organisationOid, documentId }),
    };
  });

  form(app, deps, "/records/:id/report", "report-problem", async ({ tx, patientId, request }) => {
    const { id } = request.params as { id: string };
    const { about, open } = await visitMatter(deps.patient, tx, patientId, id);
    const { visitedOn, organisation, organisationOid, doctor } = about;
    return {
      matter: { about: "visit", id, date: visitedOn, organisation, doctor: initials(doctor) },
      reasons: Object.keys(reasonsOf.visit),
      open: open?.number ?? null,
      needsWords: (reason) => reason !== "no-visit",
      appeal: (reason) => ({ kind: "visit", reason, organisationOid, careRecordId: id, happenedOn: visitedOn }),
    };
  });

  form(app, deps, "/journal/:line/ask", "ask-support", async ({ tx, patientId, request, consents }) => {
    const { line: id } = request.params as { line: string };
    const { about, open } = await lineMatter(tx, patientId, id);
    const line = isConsented(consents) ? await readLine(deps.patient, tx, patientId, id) : null;
    return {
      matter: {
        about: "access",
        id,
        line: line && {
          at: line.at,
          who: initials(line.name),
          role: line.role,
          organisation: line.organisation,
          document: line.document?.title ?? null,
        },
      },
      reasons: Object.keys(reasonsOf.access),
      open: open?.number ?? null,
      needsWords: () => false,
      appeal: (reason) => ({ kind: "access", reason, organisationOid: null, ...about }),
    };
  });

  form(app, deps, paths.askSupport(), "ask-support", () =>
    Promise.resolve({
      matter: { about: "question" },
      reasons: ["service", "access"],
      open: null,
      needsWords: () => true,
      appeal: (reason) =>
        reason === "access"
          ? { kind: "access", reason: "unclear", organisationOid: null }
          : { kind: "service", reason: "question", organisationOid: null },
    }),
  );

  function form(
    app: FastifyInstance,
    deps: PagesDeps,
    url: string,
    action: Action,
    find: (visit: PatientVisit) => Promise<Asked>,
  ): void {
    app.get(
      url,
      patientPage(deps, action, async (visit) => {
        const asked = await find(visit);
        const kept = await visit.restored();
        const sent = {
          reason: said(kept, "reason") || (asked.reasons.length === 1 ? (asked.reasons[0] ?? "") : ""),
          words: said(kept, "words"),
          agreed: said(kept, "agree") !== "",
        };
        return shown(asked, sent, randomUUID(), []);
      }),
    );
    app.post(
      url,
      patientPage(deps, action, async (visit) => {
        const asked = await find(visit);
        const { request, reply, viewer, tx, patientId } = visit;
        const w = words(viewer.language).report.faults;
        const reason = asked.reasons.length === 1 ? (asked.reasons[0] ?? "") : field(request, "reason");
        const chosen = asked.reasons.includes(reason);
        const letter = readLetter(request, viewer, chosen && asked.needsWords(reason));
        const sent = { reason, words: letter.words, agreed: field(request, "agree") !== "" };
        const faults: FieldFault[] = [
          ...(chosen ? [] : [{ field: "reason", text: w.reason }]),
          ...letter.faults,
          ...(sent.agreed ? [] : [{ field: "agree", text: w.agree }]),
        ];
        if (faults.length > 0) {
          reply.code(422);
          return shown(asked, sent, letter.once, faults);
        }
        try {
          const opened = await openAppeal(tx, deps.appeals, patientActor(visit.subject), {
            patientId,
            once: letter.once,
            words: letter.words,
            files: letter.files,
            ...asked.appeal(reason),
          });
          const there = paths.appealSent(opened.number, opened.outcome === "joined");
          return () => reply.redirect(there, 303);
        } catch (refusal) {
          // Nothing was written: what was typed is shown again, with the reason above it.
          if (!(refusal instanceof Refusal) || refusal.kind !== "conflict") throw refusal;
          reply.code(statusOf[refusal.kind]);
          const fault = { field: "words", text: refusal.words[viewer.language] };
          return shown(asked, sent, letter.once, [fault]);
        }
      }),
    );
  }
}

function shown(
  asked: Asked,
  sent: { reason: string; words: string; agreed: boolean },
  once: string,
  faults: FieldFault[],
) {
  const { matter, reasons, open } = asked;
  return {
    page: (viewer: Parameters<typeof ReportPage>[0]["viewer"]) =>
      ReportPage({ viewer, view: { matter, reasons, open, sent, once, faults } }),
  };
}

function said(kept: FormValues | null, name: string): string {
  const value = kept?.[name];
  return typeof value === "string" ? value : "";
}

/** «Заявление о сохранении бумажной истории болезни»: submitted, looked at, printed, withdrawn by its patient. */
import type { FastifyInstance } from "fastify";
import { findOrganisations } from "../../admin/organisations.ts";
import { Refusal } from "../../basics/refusal.ts";
import { fullName } from "../../cda/person-words.ts";
import { visitedPlaces } from "../../paper/choose.ts";
import { STATEMENT_VERSION, statementText } from "../../paper/statement-text.ts";
import { statementOrder } from "../../paper/statements/print.ts";
import {
  decideStatement,
  openStatement,
  openStatementTo,
  statementPlace,
  submitStatement,
} from "../../paper/statements/statement.ts";
import { personCard } from "../../patient/records.ts";
import { paths } from "../paths.ts";
import { StatementPage } from "../patient/paper/statement.tsx";
import { StatementChoosePage, StatementNewPage } from "../patient/paper/statement-new.tsx";
import { sendPdf } from "./attachment.ts";
import type { PagesDeps } from "./deps.ts";
import { paperDeps, statementOf, turnOf } from "./paper.ts";
import { eventRows, placeRow, reasonOf } from "./paper-views.ts";
import { type PatientVisit, patientPage, show } from "./visit.ts";

export function statementRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    "/paper/keep",
    patientPage(deps, "keep-paper-history", async (visit) => {
      const { organisation, q } = visit.request.query as { organisation?: string; q?: string };
      if (organisation) {
        const open = await openStatementTo(visit.tx, visit.patientId, organisation);
        if (open) return () => visit.reply.redirect(`${paths.statement(open.number)}?done=open`, 303);
        const view = await newView(deps, visit, organisation, false);
        return { page: (viewer) => StatementNewPage({ viewer, view }) };
      }
      const asked = (q ?? "").trim().slice(0, 100);
      const [found, visited] = await Promise.all([
        asked === "" ? null : findOrganisations(deps.reference, { words: asked, region: null }),
        visitedPlaces(visit.tx, visit.patientId),
      ]);
      const view = {
        asked,
        found: found === null ? null : found.rows.map(({ short_name: shortName, ...row }) => ({ ...row, shortName })),
        visited: visited.map(placeRow),
      };
      return { page: (viewer) => StatementChoosePage({ viewer, view }) };
    }),
  );
  app.post(
    "/paper/keep",
    patientPage(deps, "keep-paper-history", async (visit) => {
      const { tx, patientId, subject, reply, viewer } = visit;
      const { organisation, agree } = (visit.request.body ?? {}) as Record<string, unknown>;
      const organisationOid = typeof organisation === "string" ? organisation : "";
      if (agree !== "yes") {
        const view = await newView(deps, visit, organisationOid, true);
        return () => show(reply, StatementNewPage({ viewer, view }), 422);
      }
      const birthDate = (await personCard(deps.patient, tx, patientId))?.birthDate ?? null;
      const told = { patientId, organisationOid, holder: { name: subject.name, birthDate } };
      const { number, made } = await submitStatement(tx, paperDeps(deps), told);
      return () => reply.redirect(`${paths.statement(number)}?done=${made ? "submitted" : "open"}`, 303);
    }),
  );
  app.get(
    "/paper/keep/:statement",
    patientPage(deps, "keep-paper-history", async ({ tx, patientId, request }) => {
      const { done } = request.query as { done?: string };
      const whole = await openStatement(tx, paperDeps(deps), { patientId }, statementOf(request));
      const { number, state, turn, text_version: version, submitted_at: submittedAt } = whole.statement;
      const view = {
        number,
        state,
        turn,
        place: placeRow(whole.place),
        name: fullName(whole.holder.name),
        birthDate: whole.holder.birthDate,
        version,
        text: whole.text,
        submittedAt,
        reason: reasonOf(whole, "returned"),
        events: eventRows(whole.events, "patient"),
        done: done === "submitted" || done === "open" || (done === "withdrawn" && state === "withdrawn") ? done : null,
      } as const;
      return { page: (viewer) => StatementPage({ viewer, view }) };
    }),
  );
  app.get(
    "/paper/keep/:statement/pdf",
    patientPage(deps, "keep-paper-history", async ({ tx, patientId, request, reply }) => {
      const whole = await openStatement(tx, paperDeps(deps), { patientId }, statementOf(request));
      const order = statementOrder(whole);
      return async () => sendPdf(reply, await deps.patient.printShop.print(order), whole.statement.number);
    }),
  );
  app.post(
    "/paper/keep/:statement/withdraw",
    patientPage(deps, "keep-paper-history", async ({ tx, patientId, subject, request, reply }) => {
      const number = statementOf(request);
      const { statement } = await openStatement(tx, paperDeps(deps), { patientId }, number);
      const actor = { role: "patient", name: subject.name } as const;
      const said = { turn: turnOf(request), words: null };
      const done = await decideStatement(tx, paperDeps(deps), statement, actor, "withdrawn", said).then(
        () => true,
        // The registrar was quicker, or the button was pressed twice: the page tells how it stands now.
        (error: unknown) => {
          if (error instanceof Refusal && error.code === "PAPER_MOVED_ON") return statement.state === "withdrawn";
          throw error;
        },
      );
      return () => reply.redirect(`${paths.statement(number)}${done ? "?done=withdrawn" : ""}`, 303);
    }),
  );
}

async function newView(deps: PagesDeps, { tx, patientId, subject }: PatientVisit, oid: string, fault: boolean) {
  const [place, card] = await Promise.all([statementPlace(tx, oid), personCard(deps.patient, tx, patientId)]);
  if (!place)
    throw new Refusal("not-found", "NO_ORGANISATION", {
      ru: "Такой организации нет",
      en: "There is no such organisation",
    });
  return {
    place: placeRow(place),
    onPaper: place.electronicSince === null,
    name: fullName(subject.name),
    birthDate: card?.birthDate ?? null,
    version: STATEMENT_VERSION,
    text: statementText(STATEMENT_VERSION),
    fault,
  };
}

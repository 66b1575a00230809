/** Statements at the registrar's desk: read, printed, accepted, or returned with the reason. */
import type { FastifyInstance } from "fastify";
import { Refusal } from "../../basics/refusal.ts";
import { fullName } from "../../cda/person-words.ts";
import type { Tx } from "../../db/sql.ts";
import { statementOrder } from "../../paper/statements/print.ts";
import { decideStatement, openStatement } from "../../paper/statements/statement.ts";
import { paths } from "../paths.ts";
import { StaffStatementPage, type StaffStatementView } from "../staff/paper/statement.tsx";
import { sendPdf } from "./attachment.ts";
import type { PagesDeps } from "./deps.ts";
import { paperDeps, statementOf, turnOf } from "./paper.ts";
import { eventRows } from "./paper-views.ts";
import { readReason } from "./read-desk-form.ts";
import { deskOf } from "./staff-paper.ts";
import { show, staffPage, type Visit } from "./visit.ts";

type StaffVisit = Visit & { readonly tx: Tx };

export function staffStatementRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    "/staff/paper/statements/:statement",
    staffPage(deps, "issue-paper", async (visit) => {
      const { reason } = readReason((await visit.restored()) ?? {});
      return StaffStatementPage({ viewer: visit.viewer, view: await viewOf(deps, visit, { reason }) });
    }),
  );
  app.get(
    "/staff/paper/statements/:statement/pdf",
    staffPage(deps, "issue-paper", async ({ tx, subject, request, reply }) => {
      const whole = await openStatement(tx, paperDeps(deps), deskOf(subject), statementOf(request));
      const order = statementOrder(whole);
      return async () => sendPdf(reply, await deps.patient.printShop.print(order), whole.statement.number);
    }),
  );
  app.post(
    "/staff/paper/statements/:statement",
    staffPage(deps, "issue-paper", async (visit) => {
      const { tx, subject, request, reply, viewer } = visit;
      const form = (request.body ?? {}) as Record<string, unknown>;
      const deed = form["deed"] === "accepted" ? "accepted" : "returned";
      const { reason, fault } = readReason(form);
      if (deed === "returned" && fault) {
        const view = await viewOf(deps, visit, { reason, fault });
        return () => show(reply, StaffStatementPage({ viewer, view }), 422);
      }
      const { statement } = await openStatement(tx, paperDeps(deps), deskOf(subject), statementOf(request));
      const said = { turn: turnOf(request), words: deed === "returned" ? reason : null };
      const done = () => reply.redirect(`${paths.staff.paper()}?done=${deed}`, 303);
      try {
        await decideStatement(tx, paperDeps(deps), statement, { role: "registrar", name: subject.name }, deed, said);
        return done;
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== "PAPER_MOVED_ON") throw error;
        const view = await viewOf(deps, visit, { reason, moved: true });
        const last = view.events.at(-1);
        if (last?.deed === deed && last.who === fullName(subject.name)) return done;
        return () => show(reply, StaffStatementPage({ viewer, view }), 409);
      }
    }),
  );
}

async function viewOf(
  deps: PagesDeps,
  { tx, subject, request }: StaffVisit,
  change: Partial<StaffStatementView> = {},
): Promise<StaffStatementView> {
  const whole = await openStatement(tx, paperDeps(deps), deskOf(subject), statementOf(request));
  const { number, state, turn, text_version: version, submitted_at: submittedAt } = whole.statement;
  return {
    number,
    state,
    turn,
    who: fullName(whole.holder.name),
    birthDate: whole.holder.birthDate,
    submittedAt,
    version,
    text: whole.text,
    events: eventRows(whole.events, null),
    reason: "",
    fault: null,
    moved: false,
    done: null,
    ...change,
  };
}

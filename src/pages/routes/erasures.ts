/** «Удаление по решению суда»: the list, asking, confirming by another administrator, declining. */
import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { isFresh } from "../../access/fresh.ts";
import { askErasure } from "../../admin/erasure/ask.ts";
import { confirmErasure, declineErasure } from "../../admin/erasure/decide.ts";
import { listErasures } from "../../admin/erasure/list.ts";
import { Refusal } from "../../basics/refusal.ts";
import { isUuid } from "../../basics/uuid.ts";
import { statusOf } from "../../http/problem.ts";
import { lookUp } from "../../registry/lookup.ts";
import type { DocumentNumber } from "../../registry/number.ts";
import type { FieldFault } from "../parts/error-summary.tsx";
import { paths } from "../paths.ts";
import { ErasuresPage } from "../staff/erasure/list.tsx";
import type { ErasuresView } from "../staff/erasure/view.ts";
import type { PagesDeps } from "./deps.ts";
import { type StaffVisit, show, staffPage } from "./visit.ts";

type Typed = Readonly<Record<string, unknown>>;

export function erasureRoutes(app: FastifyInstance, deps: PagesDeps): void {
  const desk = { keyring: deps.patient.keyring, clock: deps.clock };

  const page = async (visit: StaffVisit, typed: Typed = {}, faults: readonly FieldFault[] = []) => {
    const { done } = visit.request.query as { done?: string };
    const rows = await listErasures(desk, visit.tx, visit.subject);
    const waiting = rows.filter(({ state }) => state === "open");
    const facts = await Promise.all(waiting.map(({ number }) => lookUp(deps.reference, number as DocumentNumber)));
    const once = textOf(typed, "once");
    const view: ErasuresView = {
      fresh: isFresh(visit.subject, deps.clock()),
      done: done === "asked" || done === "erased" || done === "declined" ? done : null,
      waiting: waiting.map((row, at) => ({
        ...row,
        organisation: facts[at]?.organisation ?? null,
        registeredAt: facts[at]?.registeredAt ?? null,
      })),
      past: rows.filter(({ state }) => state !== "open"),
      once: isUuid(once) ? once : randomUUID(),
      number: textOf(typed, "number"),
      basis: textOf(typed, "basis"),
      faults,
    };
    return ErasuresPage({ viewer: visit.viewer, view });
  };

  app.get(
    paths.staff.erasures(),
    staffPage(deps, "erase-documents", async (visit) => page(visit, (await visit.restored()) ?? {})),
  );

  app.post(
    paths.staff.erasures(),
    staffPage(deps, "erase-documents", async (visit) => {
      const typed = (visit.request.body ?? {}) as Typed;
      const once = textOf(typed, "once");
      try {
        await askErasure(visit.tx, desk, visit.subject, {
          once: isUuid(once) ? once : randomUUID(),
          number: textOf(typed, "number"),
          basis: textOf(typed, "basis"),
        });
      } catch (error) {
        const field = error instanceof Refusal && error.code === "ERASURE_BASIS" ? "basis" : "number";
        return told(visit, error, field, typed);
      }
      return () => visit.reply.redirect(paths.staff.erasures("asked"), 303);
    }),
  );

  app.post(
    "/staff/erasures/:id/confirm",
    staffPage(deps, "erase-documents", async (visit) => {
      const { id } = visit.request.params as { id: string };
      const confirming = {
        erasureId: id,
        number: textOf((visit.request.body ?? {}) as Typed, "number"),
        requestId: visit.request.id,
      };
      try {
        // In a transaction of the registry's role: the portal's cannot destroy anything.
        await deps.erase((tx, random) => confirmErasure(tx, { ...desk, random }, visit.subject, confirming));
      } catch (error) {
        return told(visit, error, `again-${id}`, {});
      }
      return () => visit.reply.redirect(paths.staff.erasures("erased"), 303);
    }),
  );

  app.post(
    "/staff/erasures/:id/decline",
    staffPage(deps, "erase-documents", async ({ request, reply, subject, tx }) => {
      await declineErasure(tx, desk, subject, (request.params as { id: string }).id);
      return () => reply.redirect(paths.staff.erasures("declined"), 303);
    }),
  );

  /** What can be mended in the form is said at its field; everything else is a page of its own. */
  async function told(visit: StaffVisit, error: unknown, field: string, typed: Typed) {
    const said = error instanceof Refusal && (error.kind === "invalid" || error.code === "ERASURE_OPEN");
    if (!said) throw error;
    const shown = await page(visit, typed, [{ field, text: error.words[visit.viewer.language] }]);
    return () => show(visit.reply, shown, statusOf[error.kind]);
  }
}

function textOf(form: Typed, name: string): string {
  const value = form[name];
  return typeof value === "string" ? value : "";
}

/** «Экстренный доступ»: breaking the glass, reading while it is open, closing it; and the reviews of it. */
import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { isFresh } from "../../access/fresh.ts";
import { parseDay } from "../../basics/day.ts";
import { Refusal } from "../../basics/refusal.ts";
import { parseSnils } from "../../basics/snils.ts";
import { isUuid } from "../../basics/uuid.ts";
import { renderHtml } from "../../cda/html.tsx";
import { statusOf } from "../../http/problem.ts";
import type { Identity } from "../../registry/identity.ts";
import { breakGlass } from "../../support/emergency/break.ts";
import { endEmergency, listInEmergency, openInEmergency } from "../../support/emergency/read.ts";
import { listReviews, reviewEmergency } from "../../support/emergency/review.ts";
import { paths } from "../paths.ts";
import { EmergencyFormPage, type EmergencyFormView, personFields } from "../staff/emergency/form.tsx";
import { EmergencyDocumentPage, EmergencyListPage } from "../staff/emergency/read.tsx";
import { ReviewsPage } from "../staff/reviews.tsx";
import type { PagesDeps } from "./deps.ts";
import { type StaffVisit, show, staffPage } from "./visit.ts";

export function emergencyRoutes(app: FastifyInstance, deps: PagesDeps): void {
  const { keyring, content } = deps.patient;
  const desk = { keyring, content, clock: deps.clock };
  const reading = ({ subject, request }: StaffVisit) => ({ subject, requestId: request.id });

  app.get(
    "/staff/emergency",
    staffPage(deps, "break-glass", async ({ viewer, subject, request, restored }) => {
      const { appeal, ended } = request.query as { appeal?: string; ended?: string };
      const view = formView((await restored()) ?? { appeal: appeal ?? "" }, isFresh(subject, deps.clock()), []);
      return EmergencyFormPage({ viewer, view: { ...view, ended: ended === "1" } });
    }),
  );

  app.post(
    "/staff/emergency",
    staffPage(deps, "break-glass", async ({ viewer, subject, request, reply, tx }) => {
      const form = (request.body ?? {}) as Readonly<Record<string, unknown>>;
      const text = textOf(form);
      try {
        const grantId = await breakGlass(tx, desk, subject, {
          once: isUuid(text("once")) ? text("once") : randomUUID(),
          cause: text("cause"),
          words: text("words"),
          appealNumber: text("appeal").trim() || null,
          person: identityOf(text),
        });
        return () => reply.redirect(paths.staff.emergencyList(grantId), 303);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const fields: Readonly<Record<string, string>> = {
          EMERGENCY_CAUSE: "cause",
          EMERGENCY_WORDS: "words",
          EMERGENCY_PERSON: "appeal",
        };
        const field = fields[error.code];
        if (!field && error.code !== "EMERGENCY_LOGIN") throw error;
        const faults = field ? [{ field, text: error.words[viewer.language] }] : [];
        const page = EmergencyFormPage({ viewer, view: formView(form, isFresh(subject, deps.clock()), faults) });
        return () => show(reply, page, statusOf[error.kind]);
      }
    }),
  );

  app.get(
    "/staff/emergency/:grant",
    staffPage(deps, "break-glass", async (visit) => {
      const { grant: grantId } = visit.request.params as { grant: string };
      const { patient, documents } = await listInEmergency(desk, visit.tx, reading(visit), grantId);
      const view = { grantId, patient: patient && { name: patient, birthDate: patient.birthDate }, documents };
      return EmergencyListPage({ viewer: visit.viewer, view });
    }),
  );

  app.get(
    "/staff/emergency/:grant/documents/:number",
    staffPage(deps, "break-glass", async (visit) => {
      const { grant: grantId, number } = visit.request.params as { grant: string; number: string };
      const { card, issuedOn, document } = await openInEmergency(desk, visit.tx, reading(visit), grantId, number);
      return EmergencyDocumentPage({
        viewer: visit.viewer,
        view: {
          grantId,
          title: card.title,
          official: card.officialTitle,
          issuedOn,
          organisation: card.organisation,
          body: typeof document === "string" ? document : { html: renderHtml(document, () => null) },
        },
      });
    }),
  );

  app.post(
    "/staff/emergency/:grant/end",
    staffPage(deps, "break-glass", async ({ request, reply, subject, tx }) => {
      await endEmergency(desk, tx, subject, (request.params as { grant: string }).grant);
      return () => reply.redirect(`${paths.staff.emergency()}?ended=1`, 303);
    }),
  );

  app.get(
    "/staff/reviews",
    staffPage(deps, "review-emergencies", async ({ viewer, subject, request, tx }) => {
      const { done } = request.query as { done?: string };
      const rows = await listReviews(desk, tx, subject);
      return ReviewsPage({ viewer, view: { rows, done: done === "1", kept: null, faults: [] } });
    }),
  );

  app.post(
    "/staff/reviews/:grant",
    staffPage(deps, "review-emergencies", async ({ viewer, subject, request, reply, tx }) => {
      const { grant: grantId } = request.params as { grant: string };
      const text = textOf((request.body ?? {}) as Readonly<Record<string, unknown>>);
      const [verdict, words] = [text("verdict"), text("words")];
      try {
        await reviewEmergency(desk, tx, subject, grantId, { verdict, words });
        return () => reply.redirect(paths.staff.reviews("1"), 303);
      } catch (error) {
        if (!(error instanceof Refusal) || error.kind !== "invalid") throw error;
        const field = `${error.code === "REVIEW_WORDS" ? "words" : "verdict"}-${grantId}`;
        const page = ReviewsPage({
          viewer,
          view: {
            rows: await listReviews(desk, tx, subject),
            done: false,
            kept: { grantId, verdict, words },
            faults: [{ field, text: error.words[viewer.language] }],
          },
        });
        return () => show(reply, page, statusOf[error.kind]);
      }
    }),
  );
}

function textOf(form: Readonly<Record<string, unknown>>) {
  return (name: string): string => (typeof form[name] === "string" ? form[name] : "");
}

function formView(
  form: Readonly<Record<string, unknown>>,
  fresh: boolean,
  faults: EmergencyFormView["faults"],
): EmergencyFormView {
  const text = textOf(form);
  return {
    fresh,
    once: isUuid(text("once")) ? text("once") : randomUUID(),
    cause: text("cause") || null,
    words: text("words"),
    appeal: text("appeal"),
    person: Object.fromEntries(personFields.map((name) => [name, text(name)])) as EmergencyFormView["person"],
    faults,
    ended: false,
  };
}

/** null: something of it is missing or misshapen, so that nobody can be meant. */
function identityOf(text: (name: string) => string): Identity | null {
  const snils = parseSnils(text("snils"));
  const [, day = "", month = "", year = ""] = /^\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\s*$/.exec(text("birth")) ?? [];
  const birthDate = parseDay(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  const [family, given] = [text("family").trim(), text("given").trim()];
  if (!snils || !birthDate || family === "" || given === "") return null;
  return { snils, family, given, patronymic: text("patronymic").trim() || null, birthDate };
}

/** The leaflet's path: «Получить сведения» → «Разрешить» → the page with surname, initials and СНИЛС. */

import type { FastifyInstance } from "fastify";
import { writeAccess } from "../../access/journal.ts";
import { returnPath } from "../../access/return-path.ts";
import { disputedVisits } from "../../appeals/read/disputed.ts";
import { CONSENT_VERSION, giveConsent, isConsented } from "../../patient/consent.ts";
import { newestDocuments } from "../../patient/documents.ts";
import { listVisits, personCard } from "../../patient/records.ts";
import { initials } from "../../registry/initials.ts";
import { paths } from "../paths.ts";
import { ConsentPage } from "../patient/consent.tsx";
import { RecordsPage } from "../patient/records.tsx";
import { RecordsStartPage } from "../patient/records-start.tsx";
import { consentText } from "./consent-text.ts";
import type { PagesDeps } from "./deps.ts";
import { type RecordsAsked, recordsView } from "./records-view.ts";
import { patientPage } from "./visit.ts";

export function recordsRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    paths.recordsStart(),
    patientPage(deps, "decide-consent", ({ consents }) => {
      const consented = isConsented(consents) ? (consents[0]?.at ?? null) : null;
      return { page: (viewer) => RecordsStartPage({ viewer, view: { consented } }) };
    }),
  );
  app.post(
    paths.recordsStart(),
    patientPage(deps, "decide-consent", ({ consents, reply }) => {
      const there = isConsented(consents) ? paths.records() : paths.consent(paths.records());
      return () => reply.redirect(there, 303);
    }),
  );

  app.get<{ Querystring: { to?: string } }>(
    "/consent",
    patientPage(deps, "decide-consent", ({ consents, request, reply }) => {
      const goOn = returnPath((request.query as { to?: string }).to, paths.records());
      // Given already: straight on.
      if (isConsented(consents)) return () => reply.redirect(goOn, 303);
      const last = consents[0];
      const before = last
        ? { what: last.action === "withdrawn" ? ("withdrawn" as const) : ("earlier-version" as const), at: last.at }
        : null;
      return { page: (viewer) => ConsentPage({ viewer, view: { text: consentText(viewer), before, goOn } }) };
    }),
  );
  app.post(
    "/consent",
    patientPage(deps, "decide-consent", async ({ tx, patientId, request, reply }) => {
      const { answer, to, version } = request.body as Record<string, unknown>;
      const goOn = returnPath(to, paths.records());
      if (answer !== "allow") return () => reply.redirect(paths.home(), 303);
      // The text changed while it was being read: the new one is shown.
      if (version !== CONSENT_VERSION) return () => reply.redirect(paths.consent(goOn), 303);
      await giveConsent(tx, patientId, deps.clock());
      return () => reply.redirect(goOn, 303);
    }),
  );

  app.get<{ Querystring: RecordsAsked }>(
    "/records",
    patientPage(deps, "read-records", async ({ tx, patientId, subject, request }) => {
      const query = request.query as RecordsAsked;
      const [card, visits, documents, disputed] = await Promise.all([
        personCard(deps.patient, tx, patientId),
        listVisits(deps.patient, tx, patientId),
        newestDocuments(deps.patient, tx, patientId, 200),
        disputedVisits(tx, patientId),
      ]);
      const line = {
        patientId,
        documentId: null,
        deed: "records",
        basis: "own",
        requestId: request.id,
        at: deps.clock(),
      } as const;
      await writeAccess(tx, deps.patient.keyring, subject, line);
      const patient = {
        initials: initials(card ?? subject.name),
        snils: card?.snils ?? "",
        policy: card?.policy ?? null,
      };
      const view = recordsView(patient, visits, documents, query, deps.clock(), disputed);
      return { page: (viewer) => RecordsPage({ viewer, view }) };
    }),
  );
}

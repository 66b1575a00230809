/** «Анализы»: all analytes, and one of them over time. A line of the journal comes before every byte. */
import type { FastifyInstance } from "fastify";
import { writeAccess } from "../../access/journal.ts";
import { Refusal } from "../../basics/refusal.ts";
import { readTrends } from "../../patient/trends.ts";
import { paths } from "../paths.ts";
import { AnalysesPage } from "../patient/analyses.tsx";
import { AnalytePage } from "../patient/analyte.tsx";
import type { PagesDeps } from "./deps.ts";
import { type PatientVisit, patientPage } from "./visit.ts";

export function analysesRoutes(app: FastifyInstance, deps: PagesDeps): void {
  const read = async ({ tx, subject, patientId, request }: PatientVisit) => {
    const trends = await readTrends(deps.patient, tx, patientId);
    await writeAccess(tx, deps.patient.keyring, subject, {
      patientId,
      documentId: null,
      deed: "view-results",
      basis: "own",
      requestId: request.id,
      at: deps.clock(),
    });
    return trends;
  };

  app.get<{ Querystring: { analyte?: string } }>(
    "/analyses",
    patientPage(deps, "read-documents", async (visit) => {
      const { analyte } = visit.request.query as { analyte?: unknown };
      // From the form that finds one; a key that is none leads to a page that says so.
      if (typeof analyte === "string" && analyte !== "") return () => visit.reply.redirect(paths.analyte(analyte), 303);
      const view = await read(visit);
      return { page: (viewer) => AnalysesPage({ viewer, view }) };
    }),
  );

  app.get<{ Params: { key: string } }>(
    "/analyses/:key",
    patientPage(deps, "read-documents", async (visit) => {
      const { key } = visit.request.params as { key: string };
      const { analytes } = await read(visit);
      const view = analytes.find((one) => one.key === key);
      // Thrown inside the transaction: nothing was shown, so no journal line may stay.
      if (!view) throw noAnalyte();
      return { page: (viewer) => AnalytePage({ viewer, view }) };
    }),
  );
}

function noAnalyte(): Refusal {
  return new Refusal("not-found", "NO_ANALYTE", {
    ru: "Такого показателя среди ваших анализов нет",
    en: "There is no such analyte among your results",
  });
}

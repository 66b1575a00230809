/** Step 8 from a page: the document of the address, opened for who visits, with its line in the journal. */
import type { FastifyRequest } from "fastify";
import type { Deed } from "../../access/journal.ts";
import { type OpenedDocument, openDocument } from "../../patient/open.ts";
import type { PagesDeps } from "./deps.ts";
import type { PatientVisit } from "./visit.ts";

export function numberOf(request: FastifyRequest): string {
  return (request.params as { number: string }).number;
}

/** @throws what `openDocument` throws */
export function openFor(
  deps: PagesDeps,
  { tx, request, subject, patientId }: PatientVisit,
  deed: Deed,
): Promise<OpenedDocument> {
  return openDocument(deps.patient, tx, { subject, patientId, requestId: request.id }, numberOf(request), deed);
}

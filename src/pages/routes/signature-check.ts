/** «Проверка подписи подробно»: the signatures of an opened document, judged anew by whom the registry trusts now. */
import type { FastifyInstance } from "fastify";
import { digestsOf } from "../../cms/digests.ts";
import { layersOf } from "../../cms/layers.ts";
import { validateSignature } from "../../cms/validate.ts";
import { SignatureCheckPage } from "../patient/signature-check.tsx";
import type { PagesDeps } from "./deps.ts";
import { openFor } from "./open-for.ts";
import { patientPage } from "./visit.ts";

export function signatureCheckRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    "/documents/:number/signatures",
    patientPage(deps, "read-documents", async (visit) => {
      const opened = await openFor(deps, visit, "open");
      const trust = await deps.sealing.trust();
      const now = deps.clock();
      const document = digestsOf(opened.document.bytes);
      // That it was registered then is in its record, whose receipt leads to a checkpoint that witnesses have seen.
      const times = { bestTime: now, now, proofOfExistence: opened.registeredAt };
      const verdicts = opened.signatures.flatMap(({ bytes: signature }) =>
        validateSignature({ document, signature, trust, ...times }),
      );
      const { number, card } = opened.listed;
      const view = { number, title: card.title, reports: verdicts.map((verdict) => layersOf(verdict)) };
      return { page: (viewer) => SignatureCheckPage({ viewer, view }) };
    }),
  );
}

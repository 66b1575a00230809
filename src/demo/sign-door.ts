/** POST /demo/sign: the demo's signing service. Takes any document; enrols whom it names; gives back signatures. */
import type { FastifyInstance } from "fastify";
import { Refusal } from "../basics/refusal.ts";
import { uuidOf } from "../basics/uuid.ts";
import type { DocumentFacts } from "../cda/facts.ts";
import { readDocument } from "../cda/read.ts";
import { factsFromMetadata } from "../intake/metadata.ts";
import type { DemoAuthority } from "./authority/authority.ts";
import { demoSign } from "./authority/sign.ts";
import { demoClient, type EnrolDeps, enrolOrganisation, enrolPatient } from "./country/enrol.ts";

export function signDoor(app: FastifyInstance, deps: EnrolDeps, authority: DemoAuthority): void {
  app.post("/demo/sign", { config: { open: true } }, async (request) => {
    let bytes: Buffer | null = null;
    let metadata: Buffer | null = null;
    for await (const part of request.parts()) {
      if (part.type !== "file") continue;
      if (part.fieldname === "document") bytes = await part.toBuffer();
      else metadata = await part.toBuffer();
    }
    if (!bytes)
      throw new Refusal("misshapen", "NO_DOCUMENT", { ru: "Нет поля document", en: "There is no document field" });
    const facts = factsOf(bytes, metadata);
    const organisation = await enrolOrganisation(deps, facts);
    const patientLogin = await enrolPatient(deps, facts);
    const signatures = demoSign(authority, bytes, facts, organisation, deps.clock());
    return {
      localUid: uuidOf("demo localUid", bytes),
      client: demoClient(deps.keyring, organisation.oid),
      signatures: signatures.map((signature) => Buffer.from(signature).toString("base64")),
      patientLogin,
    };
  });
}

/** A PDF tells nothing of itself; without metadata the registry will say so, and more. */
function factsOf(bytes: Uint8Array, metadata: Uint8Array | null): DocumentFacts {
  if (metadata) return factsFromMetadata(metadata);
  if (Buffer.from(bytes.subarray(0, 1024)).includes("%PDF-")) {
    throw new Refusal("invalid", "NO_METADATA", {
      ru: "К документу PDF/A нужно описание: --metadata FILE.json",
      en: "A PDF/A document needs a description: --metadata FILE.json",
    });
  }
  return readDocument(bytes).facts;
}

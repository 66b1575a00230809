/** The clinic's drafts meet the intake here: rooms of one floor do not know each other. */
import type { DraftDeps } from "../clinic/drafts/deps.ts";
import type { OrganisationSeals } from "../clinic/seal-draft.ts";
import { foresee } from "../intake/foresee.ts";
import { receiveAndDecide } from "../intake/receive.ts";
import { lookForPerson } from "../registry/person.ts";
import type { House } from "./house.ts";

export function draftDeps({ keyring, clock, log, registry, intake }: House, seals: OrganisationSeals): DraftDeps {
  return {
    keyring,
    content: intake.content,
    sealing: { seals, trust: () => intake.trust.current() },
    clock,
    foresee: (organisationOid, bytes) => foresee(intake, organisationOid, bytes),
    async submit(organisationOid, localUid, bytes, signatures) {
      const sender = { clientId: `workplace ${organisationOid}`, organisationOid };
      const parcel = { document: { bytes, mediaType: "application/xml" }, signatures, metadata: null } as const;
      const onFault = (error: unknown) =>
        log.error({ err: error }, "a document from the workplace was not decided at once");
      const { id, state } = await receiveAndDecide(intake, sender, localUid, parcel, onFault);
      return { documentId: id, state };
    },
    identify: async (card) => (await lookForPerson(registry.sql, keyring, card)).patientId,
  };
}

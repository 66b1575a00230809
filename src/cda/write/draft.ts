/** What is known of a document before it is written: who, when, for which visit, and in which edition. */
import type { Edition } from "./editions.ts";
import type {
  WrittenGuardian,
  WrittenInsurer,
  WrittenMember,
  WrittenOrganisation,
  WrittenPatient,
  WrittenVisit,
} from "./people.ts";

export interface Draft {
  readonly edition: Edition;
  /** Number of the set in its organisation; versions share it. */
  readonly number: number;
  readonly version: number;
  /** What this version mends, in Russian; null for the first one. */
  readonly mended: string | null;
  /** «2024-05-20 10:40», local time of the organisation. */
  readonly created: string;
  /** When that was done which it tells: the day of the visit, even where a correction is written later. */
  readonly done: string;
  readonly visit: WrittenVisit;
  readonly organisation: WrittenOrganisation;
  readonly patient: WrittenPatient;
  readonly author: WrittenMember;
  readonly authenticator: WrittenMember;
  readonly guardian: WrittenGuardian | null;
  /** Who pays; null: left unsaid. */
  readonly insurer: WrittenInsurer | null;
  /** What happened: type of the event, form, conditions and place of care, as the header and DOCINFO say. */
  readonly care: Care;
}

export interface Care {
  /** Dictionary …99.2.726. */
  readonly event: string;
  /** Dictionary …11.1551: 1 planned, 2 emergency, 3 urgent. */
  readonly form: string;
  /** Dictionary …11.1034. */
  readonly type: string;
  /** Dictionary …99.2.322: 1 in hospital, 2 out-patient. */
  readonly conditions: string;
  /** Dictionary …99.2.723: 1 out-patient card, 2 in-patient card. */
  readonly card: string;
}

/** Root OIDs of a hospital's own identifiers: «<organisation>.100.<system>.<copy>.<suffix>» (guide 290, table 3). */
export function ownOid(
  organisation: Pick<WrittenOrganisation, "oid">,
  suffix: 10 | 15 | 16 | 17 | 50 | 51 | 66 | 70,
): string {
  return `${organisation.oid}.100.1.1.${suffix}`;
}

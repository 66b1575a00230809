/** Who is at the window: the person of one session, in the one role they act in now. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { PersonName } from "../cda/facts.ts";

/** `head`: заведующий or главврач of an organisation; `region`: an operator of a region's health authority. */
export const staffRoles = ["doctor", "registrar", "head", "support", "region", "administrator"] as const;
export type StaffRole = (typeof staffRoles)[number];
export type Role = "patient" | StaffRole;

/** Assurance of an account, as in ЕСИА: упрощённая, стандартная, подтверждённая. Documents need the last. */
export type Level = "simplified" | "standard" | "confirmed";

export interface Subject {
  readonly accountId: string;
  readonly role: Role;
  readonly level: Level;
  /** Only for the role patient of a confirmed account: at work nobody sees their own documents by the way. */
  readonly patientId: string | null;
  readonly staffId: string | null;
  /** null for patients, and for staff of the registry itself. */
  readonly organisationOid: string | null;
  /** Of a region's operator only. */
  readonly regionCode: string | null;
  readonly name: PersonName;
  /** Goes into every form; proved by `isCsrf`. */
  readonly csrf: string;
  readonly sessionDigest: Buffer;
  readonly startedAt: Date;
  /** Absolute end; the idle end comes earlier and moves. */
  readonly endsAt: Date;
}

/** Whether the form was ours. In constant time: the token must not be learnt letter by letter. */
export function isCsrf(subject: Subject, sent: unknown): boolean {
  if (typeof sent !== "string" || sent.length > 200) return false;
  return timingSafeEqual(sha256(sent), sha256(subject.csrf));
}

export function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

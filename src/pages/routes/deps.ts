/** What the pages' doors work with. */
import type { Accounts } from "../../access/account.ts";
import type { KeptForms } from "../../access/kept-forms.ts";
import type { Sessions } from "../../access/session.ts";
import type { CalendarDesk } from "../../admin/calendars.ts";
import type { AppealDeps } from "../../appeals/deps.ts";
import type { DraftDeps } from "../../clinic/drafts/deps.ts";
import type { SealDeps } from "../../clinic/seal-draft.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import type { TrustFiles } from "../../evidence/trust-files.ts";
import type { WindowCookies } from "../../http/cookies.ts";
import type { Readiness } from "../../http/health.ts";
import type { OutsideDeps } from "../../notify/delivery/deps.ts";
import type { PatientDeps } from "../../patient/deps.ts";

export interface PagesDeps {
  readonly patient: PatientDeps;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly keptForms: KeptForms;
  readonly cookies: WindowCookies;
  readonly clock: () => Date;
  /** Of the registry's role: reference data and the public look-up, which belong to nobody. */
  readonly reference: Sql;
  /** Whom the registry trusts now, as files: for whoever checks a document, here or in their own browser. */
  readonly trustFiles: () => Promise<TrustFiles>;
  /** What administrators change of it; in a transaction of the registry's role. */
  readonly changeReference: (deed: (tx: Tx) => Promise<void>) => Promise<void>;
  /** In a transaction of the registry's role: a court's erasure, once two persons have said so. */
  readonly erase: (deed: (tx: Tx, random: (bytes: number) => Buffer) => Promise<void>) => Promise<void>;
  /** Which days are worked: for terms in working days. */
  readonly calendars: CalendarDesk;
  /** What a draft is signed with: whom the registry trusts, and the keys of organisations. */
  readonly sealing: SealDeps;
  readonly appeals: AppealDeps;
  /** A picture on a site that opens by the Russian root certificate; `own`: this site does; null: there is none to ask. */
  readonly rootProbe: string | "own" | null;
  /** E-mail and Web Push. */
  readonly outside: OutsideDeps;
  /** What documents are written, signed and sent with. */
  readonly drafts: DraftDeps;
  readonly readiness: () => Promise<Readiness>;
  readonly queueDepth: () => Promise<Record<string, number>>;
  readonly logState: () => { readonly size: number; readonly health: string };
}

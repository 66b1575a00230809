/** What appeals work with, and who acts in them. */
import type { CalendarBook } from "../basics/calendar.ts";
import type { PersonName } from "../cda/facts.ts";
import type { Keyring } from "../db/keyring.ts";
import type { By } from "./states.ts";

export interface AppealDeps {
  readonly keyring: Keyring;
  readonly calendars: { current(): Promise<CalendarBook> };
  readonly clock: () => Date;
  /** How much one patient may send; the usual when left out. */
  readonly measure?: Measure;
}

export interface Measure {
  /** Appeals that are not answered yet. */
  readonly open: number;
  /** Within 24 hours: new appeals; letters of every sort; bytes of files. */
  readonly today: number;
  readonly letters: number;
  readonly bytes: number;
}

/** Whoever acts. The organisation and the role are those of the session, never of a form. */
export interface Actor {
  readonly by: By;
  /** Null: the registry itself. */
  readonly name: PersonName | null;
  readonly role: string | null;
  readonly organisationOid: string | null;
  /** Of a member of staff: whose work the appeal is now. */
  readonly staffId?: string | null;
}

export const theSystem: Actor = { by: "system", name: null, role: null, organisationOid: null };

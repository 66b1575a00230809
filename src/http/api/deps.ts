/** What the doors for machines work with. */
import type { IntakeDeps } from "../../intake/deps.ts";
import type { Waiters } from "../waiters.ts";
import type { ClientDesk } from "./client-desk.ts";

export interface ApiDeps {
  readonly intake: IntakeDeps;
  readonly clients: ClientDesk;
  readonly waiters: Waiters;
}

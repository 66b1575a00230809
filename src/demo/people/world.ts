/** The demo's world in one hand: places, people, and four years of visits. Everything in it is invented. */
import { careRecords } from "./care-records.ts";
import { patients } from "./patients.ts";
import { organisations, regions } from "./places.ts";
import type { DemoCareRecord, DemoOrganisation, DemoPatient, DemoRegion, DemoStaff } from "./shapes.ts";
import { staff } from "./staff.ts";

export type {
  DemoCareRecord,
  DemoOrganisation,
  DemoPatient,
  DemoRegion,
  DemoStaff,
} from "./shapes.ts";

export interface DemoWorld {
  readonly regions: readonly DemoRegion[];
  readonly organisations: readonly DemoOrganisation[];
  readonly staff: readonly DemoStaff[];
  readonly patients: readonly DemoPatient[];
  /** Oldest first. */
  readonly careRecords: readonly DemoCareRecord[];
}

export const world: DemoWorld = {
  regions,
  organisations: Object.values(organisations),
  staff,
  patients,
  careRecords,
};

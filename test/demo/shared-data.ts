/** Test kit: where the ministry's data lies, beside the repository. Absent on a stranger's machine: tests then skip by name. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Folder of the shared data, with a trailing slash. */
export const shared = process.env.MEDKARTA_SHARED
  ? `${process.env.MEDKARTA_SHARED.replace(/\/$/, "")}/`
  : fileURLToPath(new URL("../../../shared/", import.meta.url));

/** What to give to `skip` of node:test: false when the data is there, else the reason. */
export const skipWithoutData = existsSync(`${shared}data`) ? false : "the ministry's data (../shared/data) is not here";

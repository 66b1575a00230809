/** How many rows there are: what a refused request must not change. */
import { Type } from "@sinclair/typebox";
import type { TestHouse } from "../kit/house.ts";

const Row = Type.Object({
  submissions: Type.Integer(),
  contents: Type.Integer(),
  documents: Type.Integer(),
  persons: Type.Integer(),
  care_records: Type.Integer(),
  leaves: Type.Integer(),
});

export async function countRows({ house }: TestHouse) {
  const [row] = await house.registry.sql.rows(Row)`
    SELECT (SELECT count(*)::int FROM submission) AS submissions, (SELECT count(*)::int FROM content) AS contents,
           (SELECT count(*)::int FROM document) AS documents, (SELECT count(*)::int FROM person) AS persons,
           (SELECT count(*)::int FROM care_record) AS care_records,
           (SELECT count(*)::int FROM log_leaf WHERE log = 'docs' AND record_id NOT IN (SELECT record_id FROM log_event))
             + (SELECT count(*)::int FROM log_pending WHERE log = 'docs' AND record_id NOT IN (SELECT record_id FROM log_event)) AS leaves`;
  return row!;
}

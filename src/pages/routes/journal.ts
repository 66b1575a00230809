/** «Журнал доступа»: the page and its file. Reading it writes no line. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { fullName } from "../../cda/person-words.ts";
import { type JournalLine, type JournalWish, readJournal } from "../../patient/journal/read.ts";
import { receiptOfLine } from "../../patient/journal/receipt.ts";
import { parseNumber } from "../../registry/number.ts";
import { paths } from "../paths.ts";
import { JournalPage } from "../patient/journal.tsx";
import { journalCsv } from "../patient/journal-csv.ts";
import type { JournalRow } from "../patient/journal-view.ts";
import { isoDay } from "../say-date.ts";
import { sendFile } from "./attachment.ts";
import type { PagesDeps } from "./deps.ts";
import { patientPage } from "./visit.ts";

const PAGE = 50;
/** A file of about 3 MB. Who has more is told so in it. */
const MOST_IN_FILE = 10_000;

export function journalRoutes(app: FastifyInstance, deps: PagesDeps): void {
  proofRoute(app, deps);
  app.get(
    "/journal",
    patientPage(deps, "read-own-journal", async ({ tx, patientId, request }) => {
      const wish = wishOf(request);
      const { lines, next } = await readJournal(deps.patient, tx, patientId, wish, PAGE);
      const rows = lines.map(rowOf);
      const title = rows[0]?.document?.title ?? null;
      const filter = { others: wish.others, document: wish.number === null ? null : { number: wish.number, title } };
      const view = { rows, filter, newest: wish.after === null, older: next };
      return { page: (viewer) => JournalPage({ viewer, view }) };
    }),
  );

  app.get(
    paths.journalFile(),
    patientPage(deps, "read-own-journal", async ({ tx, patientId, request, reply, viewer }) => {
      const wish = { ...wishOf(request), after: null };
      const { lines, next } = await readJournal(deps.patient, tx, patientId, wish, MOST_IN_FILE);
      const file = journalCsv(viewer.language, lines.map(rowOf), next !== null);
      const name = `journal-${isoDay(deps.clock())}.csv`;
      return () => sendFile(reply, { bytes: Buffer.from(file), type: "text/csv; charset=utf-8", name });
    }),
  );
}

/** A receipt of the log of readings, as `medkarta verify` and any C2SP tool read it. */
function proofRoute(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    "/journal/:line/proof",
    patientPage(deps, "read-own-journal", async ({ tx, patientId, request, reply }) => {
      const { line } = request.params as { line: string };
      const { at, bytes } = await receiptOfLine(deps.patient, tx, patientId, line);
      const name = `journal-${isoDay(at)}-${line.slice(0, 8)}.tlog-proof`;
      return () => sendFile(reply, { bytes, type: "text/plain; charset=utf-8", name });
    }),
  );
}

/** What is no number of a document is as if it were not asked. */
function wishOf(request: FastifyRequest): JournalWish {
  const { whose, document, after } = request.query as { whose?: string; document?: string; after?: string };
  return { others: whose === "others", number: parseNumber(document ?? ""), after: after || null };
}

function rowOf({ name, ...line }: JournalLine): JournalRow {
  return { ...line, who: fullName(name) };
}

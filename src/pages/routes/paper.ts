/** «Бумажные копии»: a patient chooses documents and days, asks, looks how it stands, cancels. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal } from "../../basics/refusal.ts";
import { askForCopies, MOST_DOCUMENTS, type Wanted, wantedOf } from "../../paper/ask.ts";
import { choicesOf, listForPaper } from "../../paper/choose.ts";
import { comingDays } from "../../paper/organisation.ts";
import { act, listOwn, mayComplain, openRequest, placesOf } from "../../paper/request.ts";
import { listOwnStatements } from "../../paper/statements/statement.ts";
import { personCard } from "../../patient/records.ts";
import { paths } from "../paths.ts";
import { ChoosePage } from "../patient/paper/choose.tsx";
import { PaperPage } from "../patient/paper/list.tsx";
import { PaperRequestPage } from "../patient/paper/request.tsx";
import { type WantedRow, WhenPage } from "../patient/paper/when.tsx";
import type { PagesDeps } from "./deps.ts";
import { comesRow, comingRow, documentWords, eventRows, placeRow, reasonOf } from "./paper-views.ts";
import { type PatientVisit, patientPage, show } from "./visit.ts";

export function paperRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    "/paper",
    patientPage(deps, "ask-paper", async ({ tx, patientId, request }) => {
      const { made } = request.query as { made?: string };
      const [requests, statements, book] = await Promise.all([
        listOwn(tx, patientId),
        listOwnStatements(tx, patientId),
        deps.calendars.current(),
      ]);
      const places = await placesOf(tx, requests);
      const rows = requests.flatMap(({ number, state, documents, organisation_oid: oid, comes_on: day }) => {
        const place = places.get(oid);
        const row = place && { organisation: place.shortName, comes: comesRow(place, book, deps.clock(), day) };
        return row ? [{ number, state, documents, ...row }] : [];
      });
      const view = {
        requests: rows,
        statements: statements.map(({ submitted_at: submittedAt, ...row }) => ({ ...row, submittedAt })),
        made: /^[1-9]\d?$/.test(made ?? "") ? Number(made) : 0,
      };
      return { page: (viewer) => PaperPage({ viewer, view }) };
    }),
  );

  app.get(
    "/paper/new",
    patientPage(deps, "ask-paper", async (visit) => {
      const { documents } = visit.request.query as { documents?: string };
      const numbers = numbersIn(documents);
      if (numbers.length === 0 || numbers.length > MOST_DOCUMENTS) {
        const view = await chooseView(deps, visit, numbers.length > 0 ? "many" : null);
        return { page: (viewer) => ChoosePage({ viewer, view }) };
      }
      const wanted = await wantedOf(visit.tx, visit.patientId, numbers);
      const kept = await visit.restored();
      const view = { wanted: await wantedRows(deps, wanted, kept && daysIn(kept)) };
      return { page: (viewer) => WhenPage({ viewer, view }) };
    }),
  );
  // Ticks become an address, so that the next page can be kept and come back to.
  app.post(
    "/paper/chosen",
    patientPage(deps, "ask-paper", async (visit) => {
      const form = (visit.request.body ?? {}) as Record<string, unknown>;
      const numbers = ticksIn(form);
      if (numbers.length > 0 && numbers.length <= MOST_DOCUMENTS)
        return () => visit.reply.redirect(paths.paperNew({ documents: numbers.join(",") }), 303);
      const view = await chooseView(deps, visit, numbers.length === 0 ? "none" : "many", form);
      return () => show(visit.reply, ChoosePage({ viewer: visit.viewer, view }), 422);
    }),
  );
  app.post(
    "/paper/new",
    patientPage(deps, "ask-paper", async (visit) => {
      const { tx, patientId, subject, reply, viewer } = visit;
      const form = (visit.request.body ?? {}) as Record<string, unknown>;
      const numbers = numbersIn(form["documents"]);
      const days = daysIn(form);
      const wanted = await wantedOf(tx, patientId, numbers);
      const rows = await wantedRows(deps, wanted, days);
      if (rows.some(({ fault }) => fault !== null))
        return () => show(reply, WhenPage({ viewer, view: { wanted: rows } }), 422);
      const birthDate = (await personCard(deps.patient, tx, patientId))?.birthDate ?? null;
      const holder = { name: subject.name, birthDate };
      const book = await deps.calendars.current();
      const asked = await askForCopies(tx, paperDeps(deps), book, { patientId, holder, numbers, days });
      const [only, more] = asked.numbers;
      if (only !== undefined && more === undefined)
        return () => reply.redirect(`${paths.paperRequest(only)}?done=${asked.made > 0 ? "made" : "open"}`, 303);
      return () => reply.redirect(`${paths.paper()}?made=${asked.made}`, 303);
    }),
  );

  app.get(
    "/paper/:paper",
    patientPage(deps, "ask-paper", async (visit) => {
      const view = await requestView(deps, visit);
      return { page: (viewer) => PaperRequestPage({ viewer, view }) };
    }),
  );
  app.post(
    "/paper/:paper/cancel",
    patientPage(deps, "ask-paper", async ({ tx, patientId, subject, request, reply }) => {
      const number = paperOf(request);
      const whole = await openRequest(tx, paperDeps(deps), { patientId }, number);
      const said = { turn: turnOf(request), words: null };
      const actor = { role: "patient", name: subject.name } as const;
      const done = await act(tx, paperDeps(deps), whole, actor, "cancelled", said).then(
        () => true,
        // The registrar was quicker, or the button was pressed twice: the page tells how it stands now.
        (error: unknown) => {
          if (error instanceof Refusal && error.code === "PAPER_MOVED_ON") return whole.request.state === "cancelled";
          throw error;
        },
      );
      return () => reply.redirect(`${paths.paperRequest(number)}${done ? "?done=cancelled" : ""}`, 303);
    }),
  );
}

export function paperDeps({ patient, clock }: PagesDeps) {
  return { keyring: patient.keyring, clock };
}

export function paperOf(request: FastifyRequest): string {
  return (request.params as { paper: string }).paper;
}

export function statementOf(request: FastifyRequest): string {
  return (request.params as { statement: string }).statement;
}

/** Which state of the request the reader saw; -1 where the form does not say: no state. */
export function turnOf(request: FastifyRequest): number {
  const { turn } = (request.body ?? {}) as { turn?: unknown };
  return typeof turn === "string" && /^\d{1,6}$/.test(turn) ? Number(turn) : -1;
}

function numbersIn(text: unknown): string[] {
  return typeof text === "string" ? text.split(",").filter((one) => one !== "") : [];
}

/** Numbers of the documents that are ticked. */
function ticksIn(form: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(form).flatMap((name) => (name.startsWith("document.") ? [name.slice("document.".length)] : []));
}

/** The day for each organisation, by its OID. */
function daysIn(form: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(form).flatMap(([name, day]) =>
      name.startsWith("day.") && typeof day === "string" ? [[name.slice("day.".length), day] as const] : [],
    ),
  );
}

async function chooseView(
  deps: PagesDeps,
  { tx, patientId, request, restored }: PatientVisit,
  fault: "none" | "many" | null,
  sent?: Readonly<Record<string, unknown>>,
) {
  const { organisation, year } = sent ?? (request.query as Record<string, unknown>);
  const wish = {
    organisationOid: typeof organisation === "string" && organisation !== "" ? organisation : null,
    year: typeof year === "string" && /^(19|20)\d\d$/.test(year) ? Number(year) : null,
  };
  const ticked = new Set(ticksIn(sent ?? (await restored(paths.paperChosen())) ?? {}));
  const [{ rows, cut }, choices] = await Promise.all([listForPaper(tx, patientId, wish), choicesOf(tx, patientId)]);
  return {
    rows: rows.map((row) => ({
      number: row.number,
      ...documentWords(deps, row),
      issued: row.issued_on,
      organisation: row.organisation,
      askedIn: row.asked_in,
      ticked: ticked.has(row.number),
    })),
    cut,
    filter: { organisation: wish.organisationOid, year: wish.year, ...choices },
    fault,
    most: MOST_DOCUMENTS,
  };
}

/** `chosen`: what a form said; null before any. */
async function wantedRows(
  deps: PagesDeps,
  wanted: readonly Wanted[],
  chosen: ReadonlyMap<string, string> | null,
): Promise<WantedRow[]> {
  const book = await deps.calendars.current();
  const now = deps.clock();
  const named = (row: Wanted["documents"][number]) => ({
    number: row.number,
    title: documentWords(deps, row).title,
    issued: row.issued_on,
  });
  return wanted.map(({ place, documents, asked }) => {
    const days = comingDays(place, book, now).map((day) => comingRow(place, now, day));
    const day = chosen?.get(place.oid) || null;
    const needed = chosen !== null && documents.length > 0;
    const fault = !needed || days.some((one) => one.day === day) ? null : day === null ? "none" : "gone";
    return {
      place: placeRow(place),
      documents: documents.map(named),
      asked: asked.map((row) => ({ ...named(row), request: row.asked_in ?? "" })),
      days,
      chosen: day,
      fault,
    };
  });
}

async function requestView(deps: PagesDeps, { tx, patientId, request }: PatientVisit) {
  const { done } = request.query as { done?: string };
  const whole = await openRequest(tx, paperDeps(deps), { patientId }, paperOf(request));
  const { number, state, turn, comes_on: day } = whole.request;
  const { place } = whole;
  const now = deps.clock();
  return {
    number,
    state,
    turn,
    place: placeRow(place),
    comes: comesRow(place, await deps.calendars.current(), now, day),
    documents: whole.items.map((item) => ({
      number: item.number,
      ...documentWords(deps, item),
      issued: item.issued_on,
    })),
    events: eventRows(whole.events, "patient"),
    reason: reasonOf(whole, "refused"),
    mayComplain: mayComplain(whole, now),
    done: doneOf(done, state),
  } as const;
}

function doneOf(done: string | undefined, state: string) {
  if (done === "cancelled") return state === "cancelled" ? done : null;
  return done === "made" || done === "open" || done === "complained" ? done : null;
}

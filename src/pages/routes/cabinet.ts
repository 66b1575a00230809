/** The cabinet's own pages: home, profile, consents, sessions; and the news that the badge asks for. */
import type { FastifyInstance } from "fastify";
import { lastAccesses } from "../../access/journal.ts";
import { fullName } from "../../cda/person-words.ts";
import { listDue } from "../../due/read/list.ts";
import { waiting } from "../../patient/appeals/store.ts";
import { readDraft } from "../../patient/claim/draft.ts";
import { isConsented, withdrawConsent } from "../../patient/consent.ts";
import { newestDocuments } from "../../patient/documents.ts";
import { type JournalLine, readJournal } from "../../patient/journal/read.ts";
import { latestNotices } from "../../patient/news.ts";
import { personCard } from "../../patient/records.ts";
import { initials } from "../../registry/initials.ts";
import { paths } from "../paths.ts";
import { ConsentsPage, WithdrawPage } from "../patient/consents.tsx";
import { HomePage, type LastAccess } from "../patient/home.tsx";
import { ProfilePage, type ProfileView } from "../patient/profile.tsx";
import { words } from "../words.ts";
import type { PagesDeps } from "./deps.ts";
import { dueDeps, dueRow } from "./due.ts";
import { appealsToAnswer } from "./next-appeals.ts";
import { documentRow, noticeRow } from "./rows.ts";
import { patientPage } from "./visit.ts";

export function cabinetRoutes(app: FastifyInstance, deps: PagesDeps): void {
  const { patient } = deps;

  app.get(
    paths.home(),
    patientPage(deps, "decide-consent", async (visit) => {
      const { tx, viewer, patientId, subject, consents } = visit;
      const consented = isConsented(consents);
      const before = { documentId: null, whose: "own", before: subject.startedAt, most: 1 } as const;
      const [documents, notices, [lastReading], ofOthers, due, kept] = consented
        ? await Promise.all([
            newestDocuments(patient, tx, patientId, 40),
            latestNotices(patient, tx, patientId, 3),
            lastAccesses(tx, patient.keyring, patientId, before),
            readJournal(patient, tx, patientId, { others: true, number: null, after: null }, 1),
            listDue(dueDeps(deps), tx, patientId),
            readDraft(tx, patient.keyring, patientId),
          ])
        : [[], [], [], { lines: [] }, [], null];
      const begun = kept !== null && kept.sent === null && kept.draft.data !== undefined;
      const toCome = due.filter(({ state }) => state === "expected" || state === "overdue").map(dueRow);
      const name = [subject.name.given, subject.name.patronymic].filter(Boolean).join(" ");
      const view = {
        name: name || null,
        checked: deps.clock(),
        lastVisit: lastReading?.at ?? null,
        consented,
        fresh: documents
          .filter((document) => document.isNew)
          .slice(0, 5)
          .map(documentRow),
        latest: documents.slice(0, 3).map(documentRow),
        next: [
          ...(await appealsToAnswer(deps, visit)),
          ...(begun ? [{ text: words(viewer.language).claims.home, href: paths.claim() }] : []),
        ],
        due: { rows: toCome.slice(0, 2), total: toCome.length },
        lastAccess: ofOthers.lines[0] ? lastAccess(ofOthers.lines[0]) : null,
        notices: notices.map((notice) => noticeRow(viewer.language, notice)),
      };
      return { page: (reader) => HomePage({ viewer: reader, view }) };
    }),
  );

  app.get(
    paths.news(),
    patientPage(deps, "read-documents", async ({ counts, reply, tx, patientId }) => {
      const [{ news }, appealsWaiting] = await Promise.all([counts(), waiting(tx, patientId)]);
      return () => reply.send({ ...news, appealsWaiting });
    }),
  );
}

function lastAccess({ name, role, organisation, at }: JournalLine): LastAccess {
  return { who: initials(name), role, organisation, at };
}

export function profileRoutes(app: FastifyInstance, deps: PagesDeps): void {
  const { patient, sessions } = deps;

  app.get<{ Querystring: { done?: string } }>(
    paths.profile(),
    patientPage(deps, "decide-consent", async ({ tx, patientId, subject, request, consents }) => {
      const { done } = request.query as { done?: string };
      const [card, lines, account] = await Promise.all([
        personCard(patient, tx, patientId),
        sessions.list(subject.accountId, deps.clock()),
        deps.accounts.of(subject.accountId),
      ]);
      const own = sessions.idOf(subject);
      const newest = consents[0];
      const view: ProfileView = {
        name: fullName(subject.name),
        birthDate: card?.birthDate ?? null,
        snils: card?.snils ?? null,
        policy: card?.policy ?? null,
        level: subject.level,
        consent: newest && isConsented(consents) ? { givenAt: newest.at, version: newest.textVersion } : null,
        hasPosts: account.posts.length > 0,
        sessions: lines.map(({ id, device, startedAt, seenAt }) => ({
          id,
          device,
          startedAt,
          seenAt,
          current: id === own,
        })),
        done: done === "withdrawn" || done === "given" || done === "ended" ? done : null,
      };
      return { page: (viewer) => ProfilePage({ viewer, view }) };
    }),
  );
  app.get(
    paths.consents(),
    patientPage(deps, "decide-consent", ({ consents }) => {
      const history = consents.map(({ id, action, textVersion, at }) => ({ id, action, version: textVersion, at }));
      const view = { history, inForce: isConsented(consents) };
      return { page: (viewer) => ConsentsPage({ viewer, view }) };
    }),
  );
  app.get(
    paths.withdraw(),
    patientPage(deps, "decide-consent", () => ({ page: (viewer) => WithdrawPage({ viewer }) })),
  );
  app.post(
    paths.withdraw(),
    patientPage(deps, "decide-consent", async ({ tx, patientId, reply }) => {
      await withdrawConsent(tx, patientId, deps.clock());
      return () => reply.redirect(`${paths.profile()}?done=withdrawn`, 303);
    }),
  );
  app.post<{ Params: { session: string } }>(
    "/profile/sessions/:session/end",
    patientPage(deps, "see-own-account", ({ subject, request, reply }) => async () => {
      await sessions.endOne(subject, (request.params as { session: string }).session);
      return reply.redirect(`${paths.profile()}?done=ended#sessions`, 303);
    }),
  );
  app.post(
    paths.endOtherSessions(),
    patientPage(deps, "see-own-account", ({ subject, reply }) => async () => {
      await sessions.endOthers(subject);
      return reply.redirect(`${paths.profile()}?done=ended#sessions`, 303);
    }),
  );
}

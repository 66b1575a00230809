/** «Уведомления»: the list, and marking what was read. */
import type { FastifyInstance } from "fastify";
import { returnPath } from "../../access/return-path.ts";
import { type NoticeGroup, noticeGroups } from "../../notify/kinds.ts";
import { isConsented } from "../../patient/consent.ts";
import { listNotices, readAllNotices, readNotice } from "../../patient/notices.ts";
import { paths } from "../paths.ts";
import { NoticesPage } from "../patient/notices.tsx";
import type { PagesDeps } from "./deps.ts";
import { noticeRow } from "./rows.ts";
import { patientPage } from "./visit.ts";

export function noticeRoutes(app: FastifyInstance, deps: PagesDeps): void {
  const { patient } = deps;

  app.get(
    "/notices",
    patientPage(deps, "choose-notices", async ({ tx, viewer, patientId, request, consents }) => {
      const { group: asked, unread, after } = request.query as { group?: string; unread?: string; after?: string };
      const group = noticeGroups.find((one) => one === asked) ?? null;
      const wish = { group, unread: unread === "1", after: after ?? null, consented: isConsented(consents) };
      const { notices, next, counts } = await listNotices(patient, tx, patientId, wish);
      const rows = notices.map((notice) => noticeRow(viewer.language, notice));
      const view = { rows, group: group as NoticeGroup | null, unread: wish.unread, counts, older: next };
      return { page: (reader) => NoticesPage({ viewer: reader, view }) };
    }),
  );
  app.post(
    paths.noticesRead(),
    patientPage(deps, "choose-notices", async ({ tx, patientId, reply, consents }) => {
      await readAllNotices(tx, patientId, isConsented(consents), deps.clock());
      return () => reply.redirect(paths.notices(), 303);
    }),
  );
  app.post<{ Params: { notice: string } }>(
    "/notices/:notice/read",
    patientPage(deps, "choose-notices", async ({ tx, patientId, request, reply }) => {
      await readNotice(tx, patientId, (request.params as { notice: string }).notice, deps.clock());
      const there = returnPath((request.body as Record<string, unknown>)["return"], paths.notices());
      return () => reply.redirect(there, 303);
    }),
  );
}

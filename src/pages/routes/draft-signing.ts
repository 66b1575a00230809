/** From a draft to a document: how its patient will see it, what a correction changes, what is signed, and the signature. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Subject } from "../../access/subject.ts";
import { Refusal } from "../../basics/refusal.ts";
import { renderHtml } from "../../cda/html.tsx";
import { readDocument } from "../../cda/read.ts";
import { makeReadable } from "../../cda/readable.ts";
import { beginCorrection, differenceOf } from "../../clinic/drafts/correct.ts";
import type { Writer } from "../../clinic/drafts/deps.ts";
import { type OpenedDraft, openDraft } from "../../clinic/drafts/drafts.ts";
import {
  draftBehind,
  freezeDraft,
  frozenBytes,
  resendDraft,
  sendDraft,
  signDraft,
  thawDraft,
} from "../../clinic/drafts/sign-draft.ts";
import { placeOf, writeDraft } from "../../clinic/drafts/write-draft.ts";
import { organisationKey } from "../../clinic/organisation-key.ts";
import { digestsOf } from "../../cms/digests.ts";
import type { Sql } from "../../db/sql.ts";
import { initials } from "../../registry/initials.ts";
import { paths } from "../paths.ts";
import { DraftDifferencePage } from "../staff/drafts/difference.tsx";
import { DraftPreviewPage } from "../staff/drafts/preview.tsx";
import { SignDraftPage, type SignView } from "../staff/drafts/sign.tsx";
import { officialOf, titleOf } from "../staff/drafts/title.ts";
import type { Viewer } from "../viewer.ts";
import type { PagesDeps } from "./deps.ts";
import { idOf, whereNow } from "./drafts.ts";
import { signatureOf } from "./signature-of.ts";
import { show, staffPage } from "./visit.ts";
import { scopeOf, writerOf } from "./writer.ts";

export function draftSigningRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    "/staff/drafts/:id/preview",
    staffPage(deps, "write-documents", async ({ tx, viewer, subject, request }) => {
      const writer = await writerOf(deps, subject);
      const draft = await openDraft(deps.drafts, tx, writer, idOf(request));
      const bytes = frozenBytes(deps.drafts, draft) ?? (await writeDraft(deps.drafts, tx, writer, draft)).bytes;
      const html = bytes && renderHtml(makeReadable(readDocument(bytes)));
      return DraftPreviewPage({
        viewer,
        view: { id: draft.id, title: titleOf(viewer, draft.by.form.key, draft.title), html },
      });
    }),
  );

  app.get(
    "/staff/drafts/:id/difference",
    staffPage(deps, "write-documents", async ({ tx, viewer, subject, request, reply }) => {
      const writer = await writerOf(deps, subject);
      const draft = await openDraft(deps.drafts, tx, writer, idOf(request));
      if (draft.state !== "open" || draft.row.replaces === null) return () => reply.redirect(whereNow(draft), 303);
      const { bytes } = await writeDraft(deps.drafts, tx, writer, draft);
      if (bytes === null || !draft.reason)
        return () => reply.redirect(paths.staff.draft(draft.id, { checked: 1 }), 303);
      const { found, title, same } = await differenceOf(
        deps.drafts,
        tx,
        { subject, requestId: request.id },
        draft,
        bytes,
      );
      return DraftDifferencePage({ viewer, view: { id: draft.id, title, reason: draft.reason, found, same } });
    }),
  );
  app.post(
    "/staff/drafts/:id/difference",
    staffPage(deps, "write-documents", async ({ tx, subject, request, reply }) => {
      const writer = await writerOf(deps, subject);
      const id = idOf(request);
      const against = await freezeDraft(deps.drafts, tx, writer, id);
      return () => reply.redirect(against ? paths.staff.draft(id, { checked: 1 }) : paths.staff.draftSign(id), 303);
    }),
  );

  app.get(
    "/staff/drafts/:id/sign",
    staffPage(deps, "write-documents", async ({ tx, viewer, subject, request, reply }) => {
      const writer = await writerOf(deps, subject);
      const draft = await openDraft(deps.drafts, tx, writer, idOf(request));
      if (draft.state === "open" || draft.state === "sent") return () => reply.redirect(whereNow(draft), 303);
      return SignDraftPage({ viewer, view: await signView(deps, tx, writer, viewer, draft, null) });
    }),
  );
  app.get(
    "/staff/drafts/:id/bytes",
    staffPage(deps, "write-documents", async ({ tx, subject, request, reply }) => {
      const draft = await openDraft(deps.drafts, tx, await writerOf(deps, subject), idOf(request));
      const bytes = frozenBytes(deps.drafts, draft);
      if (!bytes) return () => reply.redirect(whereNow(draft), 303);
      return () =>
        reply
          .type("application/octet-stream")
          .header("content-disposition", `attachment; filename="document-${draft.id.slice(0, 8)}.xml"`)
          .send(Buffer.from(bytes));
    }),
  );

  app.post(
    "/staff/drafts/:id/signature",
    staffPage(deps, "write-documents", async ({ viewer, subject, request, reply }) => {
      const writer = await writerOf(deps, subject);
      const id = idOf(request);
      return () => signAndSend(deps, { writer, viewer, request, reply }, id);
    }),
  );
  app.post(
    "/staff/drafts/:id/back",
    staffPage(deps, "write-documents", async ({ tx, subject, request, reply }) => {
      const id = idOf(request);
      await thawDraft(deps.drafts, tx, await writerOf(deps, subject), id);
      return () => reply.redirect(paths.staff.draft(id), 303);
    }),
  );
  mendingRoutes(app, deps);
}

/** What can be done about a submission: a refused one is mended or sent again, a registered one corrected. */
function mendingRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.post(
    "/staff/submissions/:id/mend",
    staffPage(deps, "write-documents", async ({ tx, subject, request, reply }) => {
      const writer = await writerOf(deps, subject);
      const draftId = await draftBehind(tx, writer, idOf(request));
      if (!draftId) throw noDraft();
      await thawDraft(deps.drafts, tx, writer, draftId);
      return () => reply.redirect(paths.staff.draft(draftId, { checked: 1 }), 303);
    }),
  );
  app.post(
    "/staff/submissions/:id/again",
    staffPage(deps, "write-documents", async ({ subject, request, reply }) => {
      const writer = await writerOf(deps, subject);
      return async () => {
        const { portal } = deps.patient;
        const documentId = await resendDraft(deps.drafts, portal, scopeOf(writer), writer, idOf(request));
        return reply.redirect(paths.staff.submission(documentId), 303);
      };
    }),
  );
  app.post(
    "/staff/submissions/:id/correct",
    staffPage(deps, "write-documents", async ({ tx, subject, request, reply }) => {
      const writer = await writerOf(deps, subject);
      const { appeal } = request.body as { appeal?: unknown };
      const asked = typeof appeal === "string" && /^[\w.-]{1,40}$/.test(appeal) ? appeal : null;
      const reading = { subject: subject satisfies Subject, requestId: request.id };
      const id = await beginCorrection(deps.drafts, tx, writer, reading, idOf(request), asked);
      return () => reply.redirect(paths.staff.draft(id), 303);
    }),
  );
}

async function signAndSend(
  deps: PagesDeps,
  visit: { writer: Writer; viewer: Viewer; request: FastifyRequest; reply: FastifyReply },
  id: string,
): Promise<FastifyReply> {
  const { writer, viewer, request, reply } = visit;
  const { portal } = deps.patient;
  const scope = scopeOf(writer);
  const before = await portal.transact((tx) => openDraft(deps.drafts, tx, writer, id), scope);
  try {
    // Signed already, by a click before this one: there is nothing to prove, only to send.
    if (before.state !== "signed" && before.state !== "sent")
      await signDraft(deps.drafts, portal, scope, writer, id, signatureOf(request));
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === "not-found") throw error;
    const fault = error.words[viewer.language];
    return portal.transact(async (tx) => {
      const draft = await openDraft(deps.drafts, tx, writer, id);
      if (draft.state === "open") return reply.redirect(whereNow(draft), 303);
      const view = await signView(deps, tx, writer, viewer, draft, fault);
      return show(reply, SignDraftPage({ viewer, view }), 422);
    }, scope);
  }
  const documentId = await sendDraft(deps.drafts, portal, scope, writer, id);
  return reply.redirect(paths.staff.submission(documentId), 303);
}

async function signView(
  deps: PagesDeps,
  sql: Sql,
  writer: Writer,
  viewer: Viewer,
  draft: OpenedDraft,
  fault: string | null,
): Promise<SignView> {
  const bytes = frozenBytes(deps.drafts, draft) ?? new Uint8Array();
  const digests = digestsOf(bytes);
  const title = titleOf(viewer, draft.by.form.key, draft.title);
  const hex = (of: "sha256" | "streebog256") => Buffer.from(digests.digest(of)).toString("hex");
  return {
    id: draft.id,
    title,
    official: officialOf(draft.by.form.key),
    patient: initials(draft.patient.name),
    organisation: (await placeOf(sql, writer.organisationOid)).name,
    version: draft.row.version,
    reason: draft.reason,
    size: bytes.length,
    signed: draft.state === "signed",
    signing: {
      action: paths.staff.draftSignature(draft.id),
      bytes: paths.staff.draftBytes(draft.id),
      sha256: hex("sha256"),
      streebog256: hex("streebog256"),
      doctor: { name: initials(writer.name), snils: writer.snils },
      organisationKey: await organisationKey(deps.sealing.seals, writer.organisationOid, viewer.now),
      fault,
    },
  };
}

function noDraft(): Refusal {
  return new Refusal("not-found", "NO_DRAFT", {
    ru: "Этот документ пришёл из вашей информационной системы: исправьте его там",
    en: "This document came from your information system: mend it there",
  });
}

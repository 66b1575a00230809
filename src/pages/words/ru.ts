/** The Russian catalogue, and the type of every catalogue: a message that English lacks does not compile. */
import { accessibility } from "./ru/accessibility.ts";
import { analyses } from "./ru/analyses.ts";
import { appeals } from "./ru/appeals.ts";
import { changes } from "./ru/changes.ts";
import { claims } from "./ru/claims.ts";
import { desk } from "./ru/desk.ts";
import { document } from "./ru/document.ts";
import { documents } from "./ru/documents.ts";
import { draftFields } from "./ru/draft-fields.ts";
import { drafts } from "./ru/drafts.ts";
import { due } from "./ru/due.ts";
import { emergency } from "./ru/emergency.ts";
import { erasure } from "./ru/erasure.ts";
import { failure } from "./ru/failure.ts";
import { findHelp } from "./ru/find-help.ts";
import { frame } from "./ru/frame.ts";
import { front } from "./ru/front.ts";
import { help } from "./ru/help.ts";
import { browserCheck } from "./ru/help-browser.ts";
import { home, notices } from "./ru/home.ts";
import { inbox } from "./ru/inbox.ts";
import { journal } from "./ru/journal.ts";
import { fromLetter, noticeSettings, staffNotices } from "./ru/notices.ts";
import { organisations } from "./ru/organisation.ts";
import { paper } from "./ru/paper.ts";
import { comfort, profile } from "./ru/profile.ts";
import { regions, verify } from "./ru/public.ts";
import { records } from "./ru/records.ts";
import { report } from "./ru/report.ts";
import { services } from "./ru/services.ts";
import { signature } from "./ru/signature.ts";
import { signing } from "./ru/signing.ts";
import { staff } from "./ru/staff.ts";
import { templates } from "./ru/templates.ts";

export const ru = {
  frame,
  front,
  services,
  records,
  home,
  notices,
  documents,
  document,
  changes,
  claims,
  profile,
  comfort,
  accessibility,
  help,
  findHelp,
  browserCheck,
  regions,
  organisations,
  paper,
  verify,
  analyses,
  journal,
  due,
  noticeSettings,
  fromLetter,
  staffNotices,
  appeals,
  report,
  failure,
  drafts,
  draftFields,
  staff,
  templates,
  signature,
  signing,
  inbox,
  desk,
  emergency,
  erasure,
};

export type Messages = typeof ru;

/** The English catalogue. Medical text is never translated: pages mark it `lang="ru"`. */
import { accessibility } from "./en/accessibility.ts";
import { analyses } from "./en/analyses.ts";
import { appeals } from "./en/appeals.ts";
import { changes } from "./en/changes.ts";
import { claims } from "./en/claims.ts";
import { desk } from "./en/desk.ts";
import { document } from "./en/document.ts";
import { documents } from "./en/documents.ts";
import { draftFields } from "./en/draft-fields.ts";
import { drafts } from "./en/drafts.ts";
import { due } from "./en/due.ts";
import { emergency } from "./en/emergency.ts";
import { erasure } from "./en/erasure.ts";
import { failure } from "./en/failure.ts";
import { findHelp } from "./en/find-help.ts";
import { frame } from "./en/frame.ts";
import { front } from "./en/front.ts";
import { help } from "./en/help.ts";
import { browserCheck } from "./en/help-browser.ts";
import { home, notices } from "./en/home.ts";
import { inbox } from "./en/inbox.ts";
import { journal } from "./en/journal.ts";
import { fromLetter, noticeSettings, staffNotices } from "./en/notices.ts";
import { organisations } from "./en/organisation.ts";
import { paper } from "./en/paper.ts";
import { comfort, profile } from "./en/profile.ts";
import { regions, verify } from "./en/public.ts";
import { records } from "./en/records.ts";
import { report } from "./en/report.ts";
import { services } from "./en/services.ts";
import { signature } from "./en/signature.ts";
import { signing } from "./en/signing.ts";
import { staff } from "./en/staff.ts";
import { templates } from "./en/templates.ts";
import type { Messages } from "./ru.ts";

export const en = {
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
} satisfies Messages;

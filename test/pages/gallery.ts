/** Every page of the portal in every state worth looking at, as whole HTML: for the tests, and for people who look. */
import type { VNode } from "preact";
import { staleForm } from "../../src/access/login-refusals.ts";
import { AccessibilityPage } from "../../src/pages/guest/accessibility.tsx";
import { ComfortPage } from "../../src/pages/guest/comfort.tsx";
import { FailurePage } from "../../src/pages/guest/failure.tsx";
import { FromLetterPage } from "../../src/pages/guest/from-letter.tsx";
import { FrontPage } from "../../src/pages/guest/front.tsx";
import { OrganisationPage } from "../../src/pages/guest/organisation.tsx";
import { OrganisationsFoundPage } from "../../src/pages/guest/organisations.tsx";
import { RegionsPage } from "../../src/pages/guest/regions.tsx";
import { RulesPage } from "../../src/pages/guest/rules.tsx";
import { VerifyPage } from "../../src/pages/guest/verify.tsx";
import { findAnswers } from "../../src/pages/help/find.ts";
import { LeafletPage } from "../../src/pages/help/leaflet.tsx";
import { HelpPage } from "../../src/pages/help/questions.tsx";
import { HelpTopicPage } from "../../src/pages/help/topic.tsx";
import { AsPage } from "../../src/pages/login/as.tsx";
import { EndedPage } from "../../src/pages/login/ended.tsx";
import { FailedPage } from "../../src/pages/login/failed.tsx";
import { LeftPage } from "../../src/pages/login/left.tsx";
import { LevelPage } from "../../src/pages/login/level.tsx";
import { SessionPage } from "../../src/pages/login/session.tsx";
import { helpTopics } from "../../src/pages/paths.ts";
import { AnalysesPage } from "../../src/pages/patient/analyses.tsx";
import { AnalytePage } from "../../src/pages/patient/analyte.tsx";
import { AppealPage } from "../../src/pages/patient/appeal.tsx";
import { AppealSentPage } from "../../src/pages/patient/appeal-sent.tsx";
import { AppealWithdrawPage } from "../../src/pages/patient/appeal-withdraw.tsx";
import { AppealsPage } from "../../src/pages/patient/appeals.tsx";
import { ChangesPage } from "../../src/pages/patient/changes.tsx";
import { ClaimCheckPage } from "../../src/pages/patient/claim/check.tsx";
import { ClaimDataPage, ClaimMendPage } from "../../src/pages/patient/claim/data.tsx";
import { ClaimOrganisationPage } from "../../src/pages/patient/claim/organisation.tsx";
import { ClaimDatePage, ClaimKindPage, ClaimRegionPage } from "../../src/pages/patient/claim/questions.tsx";
import { ClaimSentPage } from "../../src/pages/patient/claim/sent.tsx";
import { ClaimStopPage } from "../../src/pages/patient/claim/stop.tsx";
import { ConsentPage } from "../../src/pages/patient/consent.tsx";
import { ConsentsPage, WithdrawPage } from "../../src/pages/patient/consents.tsx";
import { DocumentPage } from "../../src/pages/patient/document.tsx";
import { DocumentsPage } from "../../src/pages/patient/documents.tsx";
import { DuePage } from "../../src/pages/patient/due.tsx";
import { DueOnePage } from "../../src/pages/patient/due-one.tsx";
import { HealthPage } from "../../src/pages/patient/health.tsx";
import { HomePage } from "../../src/pages/patient/home.tsx";
import { JournalPage } from "../../src/pages/patient/journal.tsx";
import { NoticeSettingsPage } from "../../src/pages/patient/notice-settings.tsx";
import { NoticesPage } from "../../src/pages/patient/notices.tsx";
import { ChoosePage } from "../../src/pages/patient/paper/choose.tsx";
import { PaperPage } from "../../src/pages/patient/paper/list.tsx";
import { NotGivenPage } from "../../src/pages/patient/paper/not-given.tsx";
import { PaperRequestPage } from "../../src/pages/patient/paper/request.tsx";
import { StatementPage } from "../../src/pages/patient/paper/statement.tsx";
import { StatementChoosePage, StatementNewPage } from "../../src/pages/patient/paper/statement-new.tsx";
import { WhenPage } from "../../src/pages/patient/paper/when.tsx";
import { PrintPage } from "../../src/pages/patient/print.tsx";
import { ProfilePage } from "../../src/pages/patient/profile.tsx";
import { RecordsPage } from "../../src/pages/patient/records.tsx";
import { RecordsStartPage } from "../../src/pages/patient/records-start.tsx";
import { ReportPage } from "../../src/pages/patient/report.tsx";
import { ServicesPage } from "../../src/pages/patient/services.tsx";
import { SignatureCheckPage } from "../../src/pages/patient/signature-check.tsx";
import { VersionsPage } from "../../src/pages/patient/versions.tsx";
import { renderPage } from "../../src/pages/render.ts";
import { StaffAppealPage } from "../../src/pages/staff/appeal.tsx";
import { InboxPage } from "../../src/pages/staff/appeals.tsx";
import { SentChangesPage } from "../../src/pages/staff/changes.tsx";
import { DeskCasePage } from "../../src/pages/staff/desk/case.tsx";
import { ClusterPage } from "../../src/pages/staff/desk/cluster.tsx";
import { QualityPage } from "../../src/pages/staff/desk/quality.tsx";
import { QueuePage } from "../../src/pages/staff/desk/queue.tsx";
import { DraftDifferencePage } from "../../src/pages/staff/drafts/difference.tsx";
import { DraftFormPage } from "../../src/pages/staff/drafts/form.tsx";
import { DraftsPage } from "../../src/pages/staff/drafts/list.tsx";
import { NewDraftPage } from "../../src/pages/staff/drafts/new.tsx";
import { DraftPreviewPage } from "../../src/pages/staff/drafts/preview.tsx";
import { SignDraftPage } from "../../src/pages/staff/drafts/sign.tsx";
import { StaffDuePage } from "../../src/pages/staff/due.tsx";
import { EmergencyFormPage } from "../../src/pages/staff/emergency/form.tsx";
import { EmergencyDocumentPage, EmergencyListPage } from "../../src/pages/staff/emergency/read.tsx";
import { ErasuresPage } from "../../src/pages/staff/erasure/list.tsx";
import { StaffHomePage } from "../../src/pages/staff/home.tsx";
import { KindsPage } from "../../src/pages/staff/kinds.tsx";
import { StaffNoticesPage } from "../../src/pages/staff/notices.tsx";
import { OrganisationCheckPage, StaffOrganisationPage } from "../../src/pages/staff/organisation.tsx";
import { OrganisationsPage } from "../../src/pages/staff/organisations.tsx";
import { PaperQueuePage } from "../../src/pages/staff/paper/queue.tsx";
import { StaffPaperRequestPage } from "../../src/pages/staff/paper/request.tsx";
import { StaffStatementPage } from "../../src/pages/staff/paper/statement.tsx";
import { StaffRegionsPage } from "../../src/pages/staff/regions.tsx";
import { ReviewsPage } from "../../src/pages/staff/reviews.tsx";
import { ServicePage } from "../../src/pages/staff/service.tsx";
import { SubmissionPage } from "../../src/pages/staff/submission.tsx";
import { SubmissionsPage } from "../../src/pages/staff/submissions.tsx";
import { TemplatePage } from "../../src/pages/staff/template.tsx";
import { TemplatesPage } from "../../src/pages/staff/templates.tsx";
import type { Comfort, Viewer } from "../../src/pages/viewer.ts";
import * as a from "./fixtures/analyses-views.ts";
import * as b from "./fixtures/appeals-views.ts";
import * as c from "./fixtures/changes-views.ts";
import * as k from "./fixtures/claim-views.ts";
import * as s from "./fixtures/desk-views.ts";
import * as w from "./fixtures/draft-views.ts";
import * as d from "./fixtures/due-views.ts";
import * as e from "./fixtures/erasure-views.ts";
import * as j from "./fixtures/journal-views.ts";
import * as n from "./fixtures/notice-views.ts";
import * as paper from "./fixtures/paper-views.ts";
import * as p from "./fixtures/patient-views.ts";
import { at, guest, now, patient } from "./fixtures/people.ts";
import * as o from "./fixtures/public-views.ts";
import { signatureCheck } from "./fixtures/signature-views.ts";
import * as u from "./fixtures/support-views.ts";
import * as t from "./fixtures/template-views.ts";
import * as verifyViews from "./fixtures/verify-views.ts";

type Shown = readonly [viewer: Viewer, page: (viewer: Viewer) => VNode];

const doctor = at("doctor", "врач");
const registrar = at("registrar", "регистратор");
const head = at("head", "руководитель");
const administrator = at("administrator", "администратор");
/** Not confirmed: nothing of the cabinet is open. */
const low: Viewer = { ...patient, newDocuments: 0, unread: 0 };
const support = at("support", "служба поддержки");
const region = at("region", "оператор региона");

const history = [
  { id: "3", action: "given", version: "2026-11", at: new Date("2026-11-01T07:00:00Z") },
  { id: "2", action: "withdrawn", version: "2025-01", at: new Date("2026-06-12T07:00:00Z") },
  { id: "1", action: "given", version: "2025-01", at: new Date("2025-02-03T07:00:00Z") },
] as const;

export const gallery: Readonly<Record<string, Shown>> = {
  front: [guest, (viewer) => FrontPage({ viewer, view: { incident: null } })],
  "front-incident": [
    guest,
    (viewer) =>
      FrontPage({
        viewer,
        view: {
          incident: {
            title: "Документы из Заречного края приходят с задержкой",
            text: "Мы знаем и чиним. Ничего не потеряно.",
          },
        },
      }),
  ],
  services: [patient, (viewer) => ServicesPage({ viewer, view: {} })],
  health: [patient, (viewer) => HealthPage({ viewer, view: {} })],
  start: [patient, (viewer) => RecordsStartPage({ viewer, view: { consented: null } })],
  "start-consented": [patient, (viewer) => RecordsStartPage({ viewer, view: { consented: now } })],
  consent: [patient, (viewer) => ConsentPage({ viewer, view: o.consent })],
  "consent-changed": [
    patient,
    (viewer) => ConsentPage({ viewer, view: { ...o.consent, before: { what: "earlier-version", at: now } } }),
  ],
  records: [patient, (viewer) => RecordsPage({ viewer, view: p.records })],
  "records-empty": [patient, (viewer) => RecordsPage({ viewer, view: p.recordsEmpty })],
  "records-none-found": [patient, (viewer) => RecordsPage({ viewer, view: p.recordsNoneFound })],
  home: [patient, (viewer) => HomePage({ viewer, view: p.home })],
  "home-quiet": [{ ...patient, newDocuments: 0, unread: 0 }, (viewer) => HomePage({ viewer, view: p.homeQuiet })],
  "home-first": [{ ...patient, newDocuments: 0, unread: 0 }, (viewer) => HomePage({ viewer, view: p.homeFirst })],
  documents: [{ ...patient, path: "/documents" }, (viewer) => DocumentsPage({ viewer, view: p.documents })],
  "documents-filtered": [patient, (viewer) => DocumentsPage({ viewer, view: p.documentsFiltered })],
  "documents-none-found": [patient, (viewer) => DocumentsPage({ viewer, view: p.documentsNoneFound })],
  "documents-empty": [patient, (viewer) => DocumentsPage({ viewer, view: p.documentsEmpty })],
  due: [patient, (viewer) => DuePage({ viewer, view: { rows: d.all } })],
  "due-empty": [patient, (viewer) => DuePage({ viewer, view: { rows: [] } })],
  "due-one": [patient, (viewer) => DueOnePage({ viewer, view: d.expected })],
  "due-one-refused": [patient, (viewer) => DueOnePage({ viewer, view: d.refused })],
  "due-one-quarantined": [patient, (viewer) => DueOnePage({ viewer, view: d.quarantined })],
  "due-one-provisional": [patient, (viewer) => DueOnePage({ viewer, view: d.provisional })],
  "due-one-overdue": [patient, (viewer) => DueOnePage({ viewer, view: d.overdue })],
  "due-one-uncounted": [patient, (viewer) => DueOnePage({ viewer, view: d.uncounted })],
  "due-one-referral": [patient, (viewer) => DueOnePage({ viewer, view: d.referral })],
  "due-one-hidden": [patient, (viewer) => DueOnePage({ viewer, view: d.hidden })],
  "due-one-arrived": [patient, (viewer) => DueOnePage({ viewer, view: d.arrived })],
  "due-one-not-expected": [patient, (viewer) => DueOnePage({ viewer, view: d.notExpected })],
  "claim-data": [patient, (viewer) => ClaimDataPage({ viewer, view: k.data })],
  "claim-data-begun": [patient, (viewer) => ClaimDataPage({ viewer, view: { ...k.data, begun: "/claims/new/date" } })],
  "claim-mending": [patient, (viewer) => ClaimMendPage({ viewer, next: "/claims/new/kind" })],
  "claim-kind": [patient, (viewer) => ClaimKindPage({ viewer, view: { chosen: "consultation", faults: [] } })],
  "claim-date": [
    patient,
    (viewer) => ClaimDatePage({ viewer, view: { typed: { day: "", month: "", year: "" }, faults: [] } }),
  ],
  "claim-date-faulty": [
    patient,
    (viewer) =>
      ClaimDatePage({
        viewer,
        view: {
          typed: { day: "31", month: "11", year: "2026" },
          faults: [{ field: "day", text: "Такой даты нет: проверьте день, месяц и год" }],
        },
      }),
  ],
  "claim-region": [
    patient,
    (viewer) => ClaimRegionPage({ viewer, view: { regions: k.regions, chosen: "77", faults: [] } }),
  ],
  "claim-organisation": [patient, (viewer) => ClaimOrganisationPage({ viewer, view: k.organisation })],
  "claim-organisation-faulty": [
    patient,
    (viewer) =>
      ClaimOrganisationPage({
        viewer,
        view: {
          ...k.organisation,
          search: "дирижабль",
          found: [],
          more: false,
          chosen: "none",
          faults: [{ field: "name", text: "Напишите, как называется организация" }],
        },
      }),
  ],
  "claim-check": [patient, (viewer) => ClaimCheckPage({ viewer, view: k.check })],
  "claim-check-faulty": [
    patient,
    (viewer) =>
      ClaimCheckPage({
        viewer,
        view: { ...k.check, faults: [{ field: "agree", text: "Чтобы отправить, согласитесь с правилами" }] },
      }),
  ],
  ...Object.fromEntries(
    Object.values(k.stops).map((stop): [string, Shown] => [
      `claim-${stop.why}-stop`,
      [patient, (viewer) => ClaimStopPage({ viewer, stop })],
    ]),
  ),
  "claim-sent": [patient, (viewer) => ClaimSentPage({ viewer, view: k.sent })],
  "claim-sent-known": [
    patient,
    (viewer) =>
      ClaimSentPage({
        viewer,
        view: { ...k.sent, known: true, organisation: null, named: "Медпункт у вокзала", kind: null, dueOn: null },
      }),
  ],
  analyses: [patient, (viewer) => AnalysesPage({ viewer, view: a.analyses })],
  "analyses-partial": [patient, (viewer) => AnalysesPage({ viewer, view: a.analysesPartial })],
  "analyses-empty": [patient, (viewer) => AnalysesPage({ viewer, view: a.analysesEmpty })],
  analyte: [patient, (viewer) => AnalytePage({ viewer, view: a.analyte })],
  "analyte-units": [patient, (viewer) => AnalytePage({ viewer, view: a.analyteUnits })],
  "analyte-methods": [patient, (viewer) => AnalytePage({ viewer, view: a.analyteMethods })],
  "analyte-one": [patient, (viewer) => AnalytePage({ viewer, view: a.analyteOne })],
  "analyte-words": [patient, (viewer) => AnalytePage({ viewer, view: a.analyteWords })],
  "analyte-limits": [patient, (viewer) => AnalytePage({ viewer, view: a.analyteLimits })],
  document: [patient, (viewer) => DocumentPage({ viewer, view: p.document })],
  "document-replaced": [patient, (viewer) => DocumentPage({ viewer, view: p.documentReplaced })],
  "document-corrected": [patient, (viewer) => DocumentPage({ viewer, view: p.documentCorrected })],
  "document-broken": [patient, (viewer) => DocumentPage({ viewer, view: p.documentBroken })],
  "document-pdf": [patient, (viewer) => DocumentPage({ viewer, view: p.documentPdf })],
  "document-disputed": [
    patient,
    (viewer) => DocumentPage({ viewer, view: { ...p.document, disputedIn: "2026-11-000412" } }),
  ],
  report: [patient, (viewer) => ReportPage({ viewer, view: b.report })],
  "report-failed": [patient, (viewer) => ReportPage({ viewer, view: b.reportFailed })],
  "visit-report": [patient, (viewer) => ReportPage({ viewer, view: b.reportVisit })],
  "access-ask": [patient, (viewer) => ReportPage({ viewer, view: b.askAccess })],
  "support-ask": [patient, (viewer) => ReportPage({ viewer, view: b.askSupport })],
  rules: [guest, (viewer) => RulesPage({ viewer, view: { urgent: 5, usual: 10 } })],
  "report-sent": [
    patient,
    (viewer) => AppealSentPage({ viewer, view: { head: { ...b.working.head, state: "registered" }, joined: false } }),
  ],
  "report-joined": [patient, (viewer) => AppealSentPage({ viewer, view: { head: b.working.head, joined: true } })],
  appeals: [{ ...patient, appealsWaiting: 2 }, (viewer) => AppealsPage({ viewer, view: { rows: b.heads } })],
  "appeals-empty": [patient, (viewer) => AppealsPage({ viewer, view: { rows: [] } })],
  appeal: [patient, (viewer) => AppealPage({ viewer, view: b.working })],
  "appeal-asked": [{ ...patient, appealsWaiting: 1 }, (viewer) => AppealPage({ viewer, view: b.asked })],
  "appeal-moved": [patient, (viewer) => AppealPage({ viewer, view: b.moved })],
  "appeal-answered": [patient, (viewer) => AppealPage({ viewer, view: b.answered })],
  "appeal-refused": [patient, (viewer) => AppealPage({ viewer, view: b.refused })],
  "appeal-escalated": [patient, (viewer) => AppealPage({ viewer, view: b.escalated })],
  "appeal-closed": [patient, (viewer) => AppealPage({ viewer, view: b.closed })],
  "appeal-helped": [patient, (viewer) => AppealPage({ viewer, view: b.closedHelpedNot })],
  "appeal-withdrawn": [patient, (viewer) => AppealPage({ viewer, view: b.withdrawn })],
  "appeal-withdraw": [
    patient,
    (viewer) => AppealWithdrawPage({ viewer, view: { head: b.working.head, version: 2, once: b.working.once } }),
  ],
  versions: [
    patient,
    (viewer) =>
      VersionsPage({
        viewer,
        view: {
          number: "26.77.11.000003982",
          title: "Выписка из стационара",
          official: "Выписной эпикриз в стационаре",
          versions: p.versions,
        },
      }),
  ],
  "signature-check": [patient, (viewer) => SignatureCheckPage({ viewer, view: signatureCheck })],
  changes: [patient, (viewer) => ChangesPage({ viewer, view: c.changes })],
  "changes-lab": [patient, (viewer) => ChangesPage({ viewer, view: c.changesLab })],
  "changes-disability": [patient, (viewer) => ChangesPage({ viewer, view: c.changesDisability })],
  "changes-odd": [patient, (viewer) => ChangesPage({ viewer, view: c.changesOdd })],
  "changes-empty": [patient, (viewer) => ChangesPage({ viewer, view: c.changesService })],
  "changes-same": [patient, (viewer) => ChangesPage({ viewer, view: c.changesSame })],
  "changes-none": [patient, (viewer) => ChangesPage({ viewer, view: c.changesOnlyOne })],
  "changes-first": [patient, (viewer) => ChangesPage({ viewer, view: c.changesFirst })],
  "changes-pdf": [patient, (viewer) => ChangesPage({ viewer, view: c.changesPdf })],
  "changes-erased": [patient, (viewer) => ChangesPage({ viewer, view: c.changesErased })],
  print: [
    patient,
    (viewer) =>
      PrintPage({
        viewer,
        view: {
          ...p.document,
          html: p.document.body === "pdf" || p.document.body === "failed" ? "" : p.document.body.html,
          verifyUrl: "https://medkarta.example/verify/26.77.11.000004318",
        },
      }),
  ],
  profile: [patient, (viewer) => ProfilePage({ viewer, view: p.profile })],
  "profile-low": [{ ...patient, newDocuments: 0, unread: 0 }, (viewer) => ProfilePage({ viewer, view: p.profileLow })],
  consents: [patient, (viewer) => ConsentsPage({ viewer, view: { history, inForce: true } })],
  "consents-empty": [patient, (viewer) => ConsentsPage({ viewer, view: { history: [], inForce: false } })],
  withdraw: [patient, (viewer) => WithdrawPage({ viewer })],
  notices: [{ ...patient, path: "/notices" }, (viewer) => NoticesPage({ viewer, view: n.notices })],
  "notices-filtered": [patient, (viewer) => NoticesPage({ viewer, view: n.noticesFiltered })],
  "notices-empty": [{ ...patient, unread: 0 }, (viewer) => NoticesPage({ viewer, view: n.noticesEmpty })],
  "notice-settings": [patient, (viewer) => NoticeSettingsPage({ viewer, view: n.settings })],
  "notice-settings-first": [patient, (viewer) => NoticeSettingsPage({ viewer, view: n.settingsFirst })],
  "notice-settings-broken": [patient, (viewer) => NoticeSettingsPage({ viewer, view: n.settingsBroken })],
  "notice-settings-quiet": [patient, (viewer) => NoticeSettingsPage({ viewer, view: n.settingsQuiet })],
  "confirm-email": [guest, (viewer) => FromLetterPage({ viewer, view: n.confirmAsk })],
  "confirm-email-saved": [guest, (viewer) => FromLetterPage({ viewer, view: n.confirmDone })],
  "confirm-email-none": [patient, (viewer) => FromLetterPage({ viewer, view: n.confirmVoid })],
  unsubscribe: [guest, (viewer) => FromLetterPage({ viewer, view: n.unsubscribeAsk })],
  "unsubscribe-saved": [guest, (viewer) => FromLetterPage({ viewer, view: n.unsubscribeDone })],
  "staff-notices": [support, (viewer) => StaffNoticesPage({ viewer, view: n.staffNotices })],
  "staff-notices-quiet": [administrator, (viewer) => StaffNoticesPage({ viewer, view: n.staffNoticesQuiet })],
  journal: [patient, (viewer) => JournalPage({ viewer, view: j.journal })],
  "journal-filtered": [patient, (viewer) => JournalPage({ viewer, view: j.journalOfOthers })],
  "journal-one": [patient, (viewer) => JournalPage({ viewer, view: j.journalOfDocument })],
  "journal-empty": [patient, (viewer) => JournalPage({ viewer, view: j.journalEmpty })],
  "journal-none-found": [patient, (viewer) => JournalPage({ viewer, view: j.journalNoOthers })],
  "journal-none": [patient, (viewer) => JournalPage({ viewer, view: j.journalOfUnopened })],
  comfort: [guest, (viewer) => ComfortPage({ viewer, view: { back: null, saved: false } })],
  "comfort-saved": [
    { ...patient, comfort: { ...patient.comfort, text: 125 } },
    (viewer) => ComfortPage({ viewer, view: { back: "/cabinet", saved: true } }),
  ],
  accessibility: [guest, (viewer) => AccessibilityPage({ viewer })],
  help: [guest, (viewer) => HelpPage({ viewer, view: { asked: "", answers: [] } })],
  "help-found": [
    guest,
    (viewer) => {
      const asked = "как установить сертификат";
      return HelpPage({ viewer, view: { asked, answers: findAnswers(viewer.language, asked) } });
    },
  ],
  "help-nothing": [guest, (viewer) => HelpPage({ viewer, view: { asked: "дирижабль", answers: [] } })],
  "help-leaflet": [guest, (viewer) => LeafletPage({ viewer })],
  ...Object.fromEntries(
    helpTopics.map((topic): [string, Shown] => [
      `help-${topic}`,
      [
        topic === "see" ? patient : guest,
        (viewer) =>
          HelpTopicPage({
            viewer,
            view: {
              topic,
              wait: topic === "missing" ? o.wait : null,
              ...(topic === "browser" ? { browser: o.browser } : {}),
            },
          }),
      ],
    ]),
  ),
  "help-browser-none": [
    guest,
    (viewer) =>
      HelpTopicPage({
        viewer,
        view: { topic: "browser", wait: null, browser: { browser: null, probe: null, byPicture: false } },
      }),
  ],
  "help-missing-quiet": [
    guest,
    (viewer) => HelpTopicPage({ viewer, view: { topic: "missing", wait: { ...o.wait, undecreed: null } } }),
  ],
  "help-missing-none": [guest, (viewer) => HelpTopicPage({ viewer, view: { topic: "missing", wait: null } })],
  regions: [guest, (viewer) => RegionsPage({ viewer, view: o.regions })],
  "regions-empty": [guest, (viewer) => RegionsPage({ viewer, view: { rows: [], updated: now } })],
  verify: [guest, (viewer) => VerifyPage({ viewer, view: { asked: "", answer: null } })],
  "verify-current": [guest, (viewer) => VerifyPage({ viewer, view: { asked: o.verified.number, answer: o.verified } })],
  "verify-replaced": [
    guest,
    (viewer) =>
      VerifyPage({
        viewer,
        view: { asked: o.verified.number, answer: { ...o.verified, replacedAt: now, index: null } },
      }),
  ],
  "verify-erased": [
    guest,
    (viewer) => VerifyPage({ viewer, view: { asked: o.verified.number, answer: { ...o.verified, erasedAt: now } } }),
  ],
  "verify-none": [guest, (viewer) => VerifyPage({ viewer, view: { asked: "26.77.11.000009999", answer: "none" } })],
  "verify-authentic": [
    guest,
    (viewer) => VerifyPage({ viewer, view: { asked: "", answer: null, judged: verifyViews.authentic } }),
  ],
  "verify-not-authentic": [
    guest,
    (viewer) => VerifyPage({ viewer, view: { asked: "", answer: null, judged: verifyViews.notAuthentic } }),
  ],
  "verify-mistaken": [
    guest,
    (viewer) => VerifyPage({ viewer, view: { asked: "", answer: null, judged: verifyViews.mistaken } }),
  ],
  "verify-no-files": [guest, (viewer) => VerifyPage({ viewer, view: { asked: "", answer: null, fault: "nothing" } })],
  "verify-misshapen": [guest, (viewer) => VerifyPage({ viewer, view: { asked: "26.77", answer: "misshapen" } })],
  "not-found": [guest, (viewer) => FailurePage({ viewer, view: { what: "not-found", text: null, code: "NO_PAGE" } })],
  "document-not-found": [
    patient,
    (viewer) => FailurePage({ viewer, view: { what: "document-not-found", text: null, code: "NO_DOCUMENT" } }),
  ],
  denied: [registrar, (viewer) => FailurePage({ viewer, view: { what: "denied", text: null, code: "ROLE" } })],
  unavailable: [
    patient,
    (viewer) => FailurePage({ viewer, view: { what: "unavailable", text: null, code: "5f3a-91c2" } }),
  ],
  "login-level": [low, (viewer) => LevelPage({ viewer, level: "standard" })],
  "login-level-changed": [patient, (viewer) => LevelPage({ viewer, level: "confirmed" })],
  "login-as": [patient, (viewer) => AsPage({ viewer, posts: o.posts, to: null })],
  "login-ended": [guest, (viewer) => EndedPage({ viewer, to: "/documents", kept: true })],
  "login-left": [guest, (viewer) => LeftPage({ viewer })],
  "login-nothing": [guest, (viewer) => FailedPage({ viewer, refusal: staleForm(), to: null, reference: "5f3a-91c2" })],
  session: [patient, (viewer) => SessionPage({ viewer })],
  "stale-form": [
    patient,
    (viewer) => FailurePage({ viewer, view: { what: "stale-form", text: null, code: "STALE_FORM" } }),
  ],
  "staff-due": [registrar, (viewer) => StaffDuePage({ viewer, view: d.owed })],
  "staff-due-empty": [
    doctor,
    (viewer) => StaffDuePage({ viewer, view: { ...d.owed, counts: [], rows: [], next: null } }),
  ],
  "staff-home": [registrar, (viewer) => StaffHomePage({ viewer, view: s.home })],
  "staff-home-head": [head, (viewer) => StaffHomePage({ viewer, view: s.homeOfHead })],
  inbox: [registrar, (viewer) => InboxPage({ viewer, view: s.inbox })],
  "inbox-none-found": [registrar, (viewer) => InboxPage({ viewer, view: s.inboxNoneFound })],
  "inbox-empty": [registrar, (viewer) => InboxPage({ viewer, view: s.inboxEmpty })],
  "staff-appeal": [doctor, (viewer) => StaffAppealPage({ viewer, view: s.appeal })],
  "staff-appeal-beside": [doctor, (viewer) => StaffAppealPage({ viewer, view: s.appealBeside })],
  "staff-appeal-came": [registrar, (viewer) => StaffAppealPage({ viewer, view: s.appealCame })],
  "staff-appeal-faults": [registrar, (viewer) => StaffAppealPage({ viewer, view: s.appealFaults })],
  "staff-appeal-moved": [registrar, (viewer) => StaffAppealPage({ viewer, view: s.appealMoved })],
  "staff-appeal-missing": [registrar, (viewer) => StaffAppealPage({ viewer, view: s.appealMissing })],
  "staff-appeal-answered": [doctor, (viewer) => StaffAppealPage({ viewer, view: s.appealAnswered })],
  queue: [support, (viewer) => QueuePage({ viewer, view: u.queue })],
  "queue-empty": [support, (viewer) => QueuePage({ viewer, view: u.queueEmpty })],
  "queue-region": [region, (viewer) => QueuePage({ viewer, view: u.queueRegion })],
  "desk-case": [support, (viewer) => DeskCasePage({ viewer, view: u.deskCase })],
  "desk-case-faults": [support, (viewer) => DeskCasePage({ viewer, view: u.deskCaseHeld })],
  "desk-case-access": [support, (viewer) => DeskCasePage({ viewer, view: u.deskCaseAccess })],
  cluster: [support, (viewer) => ClusterPage({ viewer, view: u.cluster })],
  "cluster-moved": [support, (viewer) => ClusterPage({ viewer, view: u.clusterSure })],
  "cluster-empty": [support, (viewer) => ClusterPage({ viewer, view: u.clusterEmpty })],
  templates: [registrar, (viewer) => TemplatesPage({ viewer, view: t.templates })],
  "templates-none": [support, (viewer) => TemplatesPage({ viewer, view: t.templatesNone })],
  template: [head, (viewer) => TemplatePage({ viewer, view: t.template })],
  "template-faults": [support, (viewer) => TemplatePage({ viewer, view: t.templateFaults })],
  quality: [support, (viewer) => QualityPage({ viewer, view: u.quality })],
  "quality-empty": [region, (viewer) => QualityPage({ viewer, view: { days: 90, rows: [] } })],
  emergency: [support, (viewer) => EmergencyFormPage({ viewer, view: u.emergencyForm })],
  "emergency-closed": [support, (viewer) => EmergencyFormPage({ viewer, view: u.emergencyStale })],
  "emergency-faults": [support, (viewer) => EmergencyFormPage({ viewer, view: u.emergencyFaults })],
  "emergency-list": [
    { ...support, emergency: u.emergency },
    (viewer) => EmergencyListPage({ viewer, view: u.emergencyList }),
  ],
  "emergency-list-empty": [support, (viewer) => EmergencyListPage({ viewer, view: u.emergencyNone })],
  "emergency-document": [
    { ...support, emergency: u.emergency },
    (viewer) => EmergencyDocumentPage({ viewer, view: u.emergencyDocument }),
  ],
  erasures: [administrator, (viewer) => ErasuresPage({ viewer, view: e.erasures })],
  "erasures-closed": [administrator, (viewer) => ErasuresPage({ viewer, view: e.erasuresStale })],
  "erasures-faults": [administrator, (viewer) => ErasuresPage({ viewer, view: e.erasuresFaults })],
  reviews: [administrator, (viewer) => ReviewsPage({ viewer, view: u.reviews })],
  "reviews-empty": [administrator, (viewer) => ReviewsPage({ viewer, view: u.reviewsEmpty })],
  submissions: [registrar, (viewer) => SubmissionsPage({ viewer, view: o.submissions })],
  "submissions-empty": [registrar, (viewer) => SubmissionsPage({ viewer, view: o.submissionsEmpty })],
  "submission-corrected": [
    doctor,
    (viewer) =>
      SubmissionPage({
        viewer,
        view: { ...o.refusedRow, state: "registered", faults: [], decidedAt: now, changes: "#" },
      }),
  ],
  "sent-changes": [doctor, (viewer) => SentChangesPage({ viewer, view: c.sentChanges })],
  "sent-changes-none": [doctor, (viewer) => SentChangesPage({ viewer, view: c.sentChangesNone })],
  submission: [registrar, (viewer) => SubmissionPage({ viewer, view: { ...o.refusedRow, decidedAt: now } })],
  "submission-mend": [
    doctor,
    (viewer) => SubmissionPage({ viewer, view: { ...o.refusedRow, decidedAt: now, mend: { what: "mend" } } }),
  ],
  "submission-elsewhere": [
    doctor,
    (viewer) => SubmissionPage({ viewer, view: { ...o.refusedRow, decidedAt: now, mend: { what: "elsewhere" } } }),
  ],
  "submission-correct": [
    doctor,
    (viewer) =>
      SubmissionPage({
        viewer,
        view: { ...o.refusedRow, state: "registered", faults: [], decidedAt: now, mend: { what: "correct" } },
      }),
  ],
  drafts: [doctor, (viewer) => DraftsPage({ viewer, view: { rows: w.drafts, organisationKey: w.endingKey } })],
  "drafts-empty": [doctor, (viewer) => DraftsPage({ viewer, view: { rows: [], organisationKey: w.goodKey } })],
  "draft-new": [
    doctor,
    (viewer) =>
      NewDraftPage({
        viewer,
        view: { kind: "consultation", asked: "", visits: w.visits, typed: w.nobody, faults: [] },
      }),
  ],
  "draft-new-broken": [
    doctor,
    (viewer) =>
      NewDraftPage({
        viewer,
        view: {
          kind: "laboratory",
          asked: "Петров",
          visits: [],
          typed: { ...w.nobody, family: "Петров", snils: "123" },
          faults: [
            { field: "given", what: "required" },
            { field: "snils", what: "no-snils" },
          ],
        },
      }),
  ],
  "draft-form": [doctor, (viewer) => DraftFormPage({ viewer, view: w.draftForm })],
  "draft-form-checked": [doctor, (viewer) => DraftFormPage({ viewer, view: w.draftChecked })],
  "draft-prescription": [doctor, (viewer) => DraftFormPage({ viewer, view: w.draftReady })],
  "draft-prescription-refused": [doctor, (viewer) => DraftFormPage({ viewer, view: w.draftForeseen })],
  "draft-laboratory": [doctor, (viewer) => DraftFormPage({ viewer, view: w.draftConflict })],
  "draft-discharge": [doctor, (viewer) => DraftFormPage({ viewer, view: w.draftCorrection })],
  "draft-preview": [
    doctor,
    (viewer) =>
      DraftPreviewPage({
        viewer,
        view: {
          id: "1",
          title: "Заключение врача после приёма",
          html: p.document.body === "pdf" || p.document.body === "failed" ? "" : p.document.body.html,
        },
      }),
  ],
  "draft-preview-none": [
    doctor,
    (viewer) => DraftPreviewPage({ viewer, view: { id: "1", title: "Заключение врача после приёма", html: null } }),
  ],
  "draft-difference": [
    doctor,
    (viewer) =>
      DraftDifferencePage({
        viewer,
        view: {
          id: "1",
          title: "Приём терапевта",
          reason: "Исправлена длительность кашля.",
          found: typeof c.sentChanges.found === "string" ? { parts: [], service: [] } : c.sentChanges.found,
          same: false,
        },
      }),
  ],
  "draft-difference-none": [
    doctor,
    (viewer) =>
      DraftDifferencePage({
        viewer,
        view: { id: "1", title: "Приём терапевта", reason: "Опечатка.", found: { parts: [], service: [] }, same: true },
      }),
  ],
  "draft-sign": [doctor, (viewer) => SignDraftPage({ viewer, view: w.sign })],
  "draft-sign-refused": [
    doctor,
    (viewer) =>
      SignDraftPage({
        viewer,
        view: { ...w.sign, signing: { ...w.sign.signing, fault: "Это подпись другого человека." } },
      }),
  ],
  "draft-sign-saved": [doctor, (viewer) => SignDraftPage({ viewer, view: { ...w.sign, signed: true } })],
  organisations: [administrator, (viewer) => OrganisationsPage({ viewer, view: o.organisations })],
  "organisation-electronic": [administrator, (viewer) => StaffOrganisationPage({ viewer, view: paper.electronic })],
  "organisation-electronic-faults": [
    administrator,
    (viewer) => StaffOrganisationPage({ viewer, view: { ...paper.electronic, week: null, faults: [2, 7] } }),
  ],
  "organisation-check": [
    administrator,
    (viewer) =>
      OrganisationCheckPage({
        viewer,
        view: {
          ...paper.electronic,
          changes: [
            { leaflet: 2, was: null, becomes: "2026-12-01" },
            { leaflet: 9, was: "2023-03-01", becomes: null },
          ],
        },
      }),
  ],
  "organisation-check-none": [
    administrator,
    (viewer) => OrganisationCheckPage({ viewer, view: { ...paper.electronic, changes: [] } }),
  ],
  "organisations-found": [guest, (viewer) => OrganisationsFoundPage({ viewer, view: paper.found })],
  "organisations-found-none": [
    guest,
    (viewer) => OrganisationsFoundPage({ viewer, view: { ...paper.found, rows: [], total: 0, page: 1, more: false } }),
  ],
  organisation: [guest, (viewer) => OrganisationPage({ viewer, view: paper.organisation })],
  "organisation-on-paper": [guest, (viewer) => OrganisationPage({ viewer, view: paper.organisationOnPaper })],
  paper: [patient, (viewer) => PaperPage({ viewer, view: paper.paper })],
  "paper-empty": [patient, (viewer) => PaperPage({ viewer, view: paper.paperEmpty })],
  "paper-choose": [patient, (viewer) => ChoosePage({ viewer, view: paper.choose })],
  "paper-choose-faults": [patient, (viewer) => ChoosePage({ viewer, view: { ...paper.choose, fault: "none" } })],
  "paper-choose-none": [patient, (viewer) => ChoosePage({ viewer, view: paper.chooseNone })],
  "paper-when": [patient, (viewer) => WhenPage({ viewer, view: { wanted: paper.wanted } })],
  "paper-when-faults": [patient, (viewer) => WhenPage({ viewer, view: { wanted: paper.wantedFaults } })],
  "paper-request": [patient, (viewer) => PaperRequestPage({ viewer, view: paper.requestReady })],
  "paper-request-first": [patient, (viewer) => PaperRequestPage({ viewer, view: paper.requestAsked })],
  "paper-request-refused": [patient, (viewer) => PaperRequestPage({ viewer, view: paper.requestRefused })],
  "paper-request-handed": [patient, (viewer) => PaperRequestPage({ viewer, view: paper.requestHanded })],
  "paper-not-given": [
    patient,
    (viewer) =>
      NotGivenPage({
        viewer,
        view: { number: "26.1.000127", organisation: "Северогорская поликлиника № 2", details: "", tooLong: false },
      }),
  ],
  "statement-choose": [
    patient,
    (viewer) => StatementChoosePage({ viewer, view: { asked: "", found: null, visited: [paper.wanted[0]!.place] } }),
  ],
  "statement-choose-none": [
    patient,
    (viewer) => StatementChoosePage({ viewer, view: { asked: "дирижабль", found: [], visited: [] } }),
  ],
  "statement-choose-first": [patient, (viewer) => StatementNewPage({ viewer, view: paper.statementNew })],
  "statement-choose-faults": [
    patient,
    (viewer) => StatementNewPage({ viewer, view: { ...paper.statementNew, onPaper: false, fault: true } }),
  ],
  statement: [patient, (viewer) => StatementPage({ viewer, view: paper.statement })],
  "statement-returned": [patient, (viewer) => StatementPage({ viewer, view: paper.statementReturned })],
  "staff-paper": [registrar, (viewer) => PaperQueuePage({ viewer, view: paper.queue })],
  "staff-paper-empty": [registrar, (viewer) => PaperQueuePage({ viewer, view: paper.queueEmpty })],
  "desk-request": [registrar, (viewer) => StaffPaperRequestPage({ viewer, view: paper.deskRequest })],
  "desk-request-faults": [registrar, (viewer) => StaffPaperRequestPage({ viewer, view: paper.deskFaults })],
  "desk-request-moved": [registrar, (viewer) => StaffPaperRequestPage({ viewer, view: paper.deskMoved })],
  "desk-statement": [registrar, (viewer) => StaffStatementPage({ viewer, view: paper.deskStatement })],
  "staff-regions": [administrator, (viewer) => StaffRegionsPage({ viewer, view: o.regions })],
  kinds: [administrator, (viewer) => KindsPage({ viewer, view: o.kinds })],
  service: [support, (viewer) => ServicePage({ viewer, view: o.service })],
};

/** One page as HTML, with other comfort or language than the fixture's. */
export function render(name: string, change: { comfort?: Partial<Comfort>; language?: "ru" | "en" } = {}): string {
  const shown = gallery[name];
  if (!shown) throw new Error(`no page «${name}» in the gallery`);
  const [viewer, page] = shown;
  return renderPage(
    page({
      ...viewer,
      language: change.language ?? viewer.language,
      comfort: { ...viewer.comfort, ...change.comfort },
    }),
  );
}

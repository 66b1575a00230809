/** Every address of the portal, built here and nowhere else. */
import type {
  ClusterQuery,
  DocumentsQuery,
  DraftQuery,
  InboxQuery,
  JournalQuery,
  NoticesQuery,
  QueueQuery,
  RecordsQuery,
  StaffAppealQuery,
} from "./path-queries.ts";

/** Topics of the help; each is a page. */
export const helpTopics = [
  "see",
  "download",
  "kinds",
  "account",
  "regions",
  "browser",
  "missing",
  "mistake",
  "paper",
  "proof",
] as const;
export type HelpTopic = (typeof helpTopics)[number];

export const paths = {
  /** The guest's front page. */
  front: () => "/",
  /** The cabinet's home, «Главная». */
  home: () => "/cabinet",
  /** The leaflet's path: Услуги → Моё здоровье → Сведения об оказанной медицинской помощи. */
  services: () => "/services",
  health: () => "/services/health",
  /** Start page with «Получить сведения»; POST here goes on to consent or to the records. */
  recordsStart: () => "/services/health/records",
  /** GET shows the text, POST `answer=allow|later` answers it. `to` is where to go on to. */
  consent: (to?: string) => `/consent${query({ to })}`,
  /** «Сведения об оказанной медицинской помощи». */
  records: (about: RecordsQuery = {}) => `/records${query({ ...about })}`,
  /** «Медицинские документы». */
  documents: (about: DocumentsQuery = {}) => `/documents${query({ ...about })}`,
  document: (number: string) => `/documents/${part(number)}`,
  documentPdf: (number: string) => `/documents/${part(number)}/pdf`,
  documentXml: (number: string) => `/documents/${part(number)}/xml`,
  documentText: (number: string) => `/documents/${part(number)}/text`,
  /** Everything in one file. */
  documentZip: (number: string) => `/documents/${part(number)}/zip`,
  /** The sheet with signatures and number, of a document that came as PDF. */
  documentCover: (number: string) => `/documents/${part(number)}/cover`,
  /** `which` counts the files inside the document from 1. */
  documentFile: (number: string, which: number) => `/documents/${part(number)}/files/${which}`,
  /** Each signature judged anew, and everything that was asked of it. */
  signatureCheck: (number: string) => `/documents/${part(number)}/signatures`,
  /** `which` counts the document's signatures from 0: author first, organisation last. */
  documentSignature: (number: string, which: number) => `/documents/${part(number)}/signatures/${which}`,
  /** The receipt: the record and its place in the log. */
  documentReceipt: (number: string) => `/documents/${part(number)}/receipt`,
  /** A page that is made to be printed. */
  print: (number: string) => `/documents/${part(number)}/print`,
  versions: (number: string) => `/documents/${part(number)}/versions`,
  /** «Анализы»: laboratory results over time. */
  analyses: () => "/analyses",
  /** `key` is a digest: it names the analyte to nobody. */
  analyte: (key: string) => `/analyses/${part(key)}`,
  /** «Сообщить о проблеме»: GET is the form, POST sends it. */
  report: (number: string) => `/documents/${part(number)}/report`,
  /** «Я здесь не был»: of a row of «Сведения». */
  reportVisit: (record: string) => `/records/${part(record)}/report`,
  /** Receipt of a line of the access journal. */
  journalProof: (line: string) => `/journal/${part(line)}/proof`,
  /** «Мне это непонятно»: of a line of the access journal. */
  askAccess: (line: string) => `/journal/${part(line)}/ask`,
  /** «Мои обращения». */
  appeals: () => "/appeals",
  /** A question to the registry's support. */
  askSupport: () => "/appeals/new",
  /** GET shows it; POST `deed` acts in it. */
  appeal: (number: string, done?: string) => `/appeals/${part(number)}${query({ done })}`,
  /** What was sent, where it is now, and until when it is answered. `joined`: it became a word more in an open one. */
  appealSent: (number: string, joined?: boolean) =>
    `/appeals/${part(number)}/sent${query({ joined: joined ? 1 : undefined })}`,
  /** GET asks once more; what POSTs is `appeal`. */
  appealWithdraw: (number: string) => `/appeals/${part(number)}/withdraw`,
  /** POST `helped`, «yes» or «no». */
  appealHelped: (number: string) => `/appeals/${part(number)}/helped`,
  appealFile: (number: string, file: string) => `/appeals/${part(number)}/files/${part(file)}`,
  /** Rules of appeals, for everybody. */
  rules: () => "/rules",
  /** This version against the one before it, or against the version of that number. */
  changes: (number: string, other?: string) => `/documents/${part(number)}/changes${query({ with: other })}`,
  /** «Журнал доступа». */
  journal: (about: JournalQuery = {}) => `/journal${query({ ...about })}`,
  /** The same as a file. */
  journalFile: (about: Omit<JournalQuery, "after"> = {}) => `/journal.csv${query({ ...about })}`,
  /** «Ожидаемые документы». */
  due: () => "/due",
  dueOne: (id: string) => `/due/${part(id)}`,
  /** «Сообщить об отсутствии документа»: GET is the first question, POST answers it. */
  claim: () => "/claims/new",
  /** GET asks, POST answers and leads on. */
  claimStep: (step: "kind" | "date" | "region" | "organisation" | "check") => `/claims/new/${step}`,
  /** How to mend one's data. */
  claimMend: () => "/claims/new/mend",
  /** Why the claim cannot succeed, and what helps; POST `go=another|wrong` goes on all the same. */
  claimStop: () => "/claims/new/stop",
  /** POST, with the expected document that it begins from, or anew. */
  claimStart: () => "/claims/start",
  claimSent: (number: string, known?: boolean) =>
    `/claims/sent/${part(number)}${query({ known: known ? 1 : undefined })}`,
  notices: (about: NoticesQuery = {}) => `/notices${query({ ...about })}`,
  /** POST: all notices are read. */
  noticesRead: () => "/notices/read",
  /** POST: this one is read. */
  noticeRead: (notice: string) => `/notices/${part(notice)}/read`,
  /** «Куда присылать уведомления»: GET shows, POST keeps the choices. */
  noticeSettings: (done?: string) => `/profile/notices${query({ done })}`,
  /** POST `address`: a link to confirm it is mailed. */
  noticeEmail: () => "/profile/notices/email",
  /** POST: no letters any more. */
  forgetEmail: () => "/profile/notices/email/forget",
  /** POST `pause=1|0`: nothing leaves, and again. */
  pauseNotices: () => "/profile/notices/pause",
  /** POST by script: this browser takes push. */
  addPush: () => "/profile/notices/push",
  /** POST: that browser takes none. */
  removePush: (device: string) => `/profile/notices/push/${part(device)}/remove`,
  /** The script that a browser keeps to show a push. It lies at the root: its place says how far it may look. */
  pushWorker: () => "/push-worker.js",
  /** From a letter, without signing in: GET asks, POST does. */
  confirmEmail: (token: string) => `/notices/email/${part(token)}`,
  unsubscribe: (token: string) => `/notices/unsubscribe/${part(token)}`,
  /** JSON for the live badge: see `news.ts`. */
  news: () => "/news.json",
  profile: () => "/profile",
  consents: () => "/profile/consents",
  /** GET asks once more, POST takes the consent back. */
  withdraw: () => "/profile/consents/withdraw",
  /** POST. */
  endSession: (session: string) => `/profile/sessions/${part(session)}/end`,
  /** POST: all sessions but this one. */
  endOtherSessions: () => "/profile/sessions/end-others",
  /** «Вход продолжается»; JSON beside it: how many seconds are left. */
  session: () => "/session",
  sessionLeft: () => "/session.json",
  login: (to?: string) => `/login${query({ to })}`,
  /** The same person proves once more that it is them, and stays in their role. */
  loginAgain: (to: string) => `/login/again${query({ to })}`,
  /** POST. */
  logout: () => "/logout",
  /** GET is the page «Размер шрифта и цвета», POST changes what its fields name and returns to `return`. */
  comfort: (back?: string) => `/comfort${query({ back })}`,
  /** «Заявление о доступности». */
  accessibility: () => "/accessibility",
  /** POST `language=ru|en`, returns to `return`. */
  language: () => "/language",
  /** POST `question`: answers are looked up, and nothing is kept of it. */
  helpFind: () => "/help/find",
  /** The whole help on one page, for paper. */
  helpLeaflet: () => "/help/leaflet",
  help: (topic?: HelpTopic) => (topic ? `/help/${topic}` : "/help"),
  /** Public: a number, never medical content. */
  verify: (number?: string) => (number ? `/verify/${part(number)}` : "/verify"),
  /** POST: files are judged by the server and not kept; what a browser does itself where scripts run. */
  verifyFiles: () => "/verify/files",
  /** POST `number`, `sha256`: whether the document is current; JSON. */
  verifyNow: () => "/verify/now",
  /** JSON: roots, lists and keys, for a browser that judges itself. */
  verifyTrust: () => "/verify/trust.json",
  /** The page of checking as one file. */
  verifyAlone: () => "/verify/medkarta-verify.html",
  regions: () => "/regions",
  /** `q`: words of a name or an address. */
  organisations: (about: { readonly [name in "q" | "region" | "page"]?: string | number | undefined } = {}) =>
    `/organisations${query({ ...about })}`,
  organisation: (oid: string) => `/organisations/${part(oid)}`,
  paper: () => "/paper",
  /** GET chooses documents, then the days; POST asks. `documents`: numbers, a comma between. */
  paperNew: (about: { readonly [name in "documents" | "organisation" | "year"]?: string | number | undefined } = {}) =>
    `/paper/new${query({ ...about })}`,
  /** POST: ticked documents become an address. */
  paperChosen: () => "/paper/chosen",
  paperRequest: (number: string) => `/paper/${part(number)}`,
  /** POST. */
  paperCancel: (number: string) => `/paper/${part(number)}/cancel`,
  /** GET asks once more, POST sends: the copy was not given on the day. */
  paperNotGiven: (number: string) => `/paper/${part(number)}/not-given`,
  /** «Заявление о сохранении бумажной истории болезни»: choose an organisation, read, submit. */
  statementNew: (about: { readonly q?: string | undefined; readonly organisation?: string | undefined } = {}) =>
    `/paper/keep${query({ ...about })}`,
  statement: (number: string) => `/paper/keep/${part(number)}`,
  statementPdf: (number: string) => `/paper/keep/${part(number)}/pdf`,
  /** POST. */
  statementWithdraw: (number: string) => `/paper/keep/${part(number)}/withdraw`,
  staff: {
    /** Leads a member of staff to the page of their role. */
    home: () => "/staff",
    /** The organisation's submissions. */
    submissions: (about: { readonly state?: string | undefined; readonly after?: string | undefined } = {}) =>
      `/staff/submissions${query({ ...about })}`,
    submission: (id: string) => `/staff/submissions/${part(id)}`,
    /** What a corrected version changed in the one before it. */
    changes: (id: string) => `/staff/submissions/${part(id)}/changes`,
    /** Documents that the organisation owes. */
    due: (
      about: {
        readonly kind?: string | undefined;
        readonly state?: "overdue" | undefined;
        readonly after?: string | undefined;
      } = {},
    ) => `/staff/due${query({ ...about })}`,
    /** POST: a copy to correct; leads to its draft. */
    correct: (id: string) => `/staff/submissions/${part(id)}/correct`,
    /** POST: a refused one back to writing. */
    mend: (id: string) => `/staff/submissions/${part(id)}/mend`,
    /** POST: the same bytes once more. */
    again: (id: string) => `/staff/submissions/${part(id)}/again`,
    /** Documents that the doctor writes. */
    drafts: () => "/staff/drafts",
    /** GET chooses the kind and the patient, POST begins. */
    newDraft: (about: { readonly kind?: string | undefined; readonly q?: string | undefined } = {}) =>
      `/staff/drafts/new${query({ ...about })}`,
    /** GET is the form, POST saves it; `do` says what then. */
    draft: (id: string, about: DraftQuery = {}) => `/staff/drafts/${part(id)}${query({ ...about })}`,
    draftPreview: (id: string) => `/staff/drafts/${part(id)}/preview`,
    /** What a corrected version changes; POST confirms it. */
    draftDifference: (id: string) => `/staff/drafts/${part(id)}/difference`,
    draftSign: (id: string) => `/staff/drafts/${part(id)}/sign`,
    /** What is signed, byte for byte. */
    draftBytes: (id: string) => `/staff/drafts/${part(id)}/bytes`,
    /** POST. */
    draftSignature: (id: string) => `/staff/drafts/${part(id)}/signature`,
    /** POST: back to writing. */
    draftBack: (id: string) => `/staff/drafts/${part(id)}/back`,
    /** POST. */
    draftDiscard: (id: string) => `/staff/drafts/${part(id)}/discard`,
    /** JSON: entries of a dictionary by code or words. */
    dictionary: (system: string) => `/staff/dictionaries/${part(system)}`,
    /** «Обращения пациентов» of the organisation. */
    appeals: (about: InboxQuery = {}) => `/staff/appeals${query({ ...about })}`,
    /** GET shows it, POST `deed` acts in it. */
    appeal: (number: string, about: StaffAppealQuery = {}) => `/staff/appeals/${part(number)}${query({ ...about })}`,
    appealFile: (number: string, file: string) => `/staff/appeals/${part(number)}/files/${part(file)}`,
    /** Own templates of answers: of the organisation, or of the desk. */
    templates: (about: { readonly done?: string | undefined } = {}) => `/staff/templates${query({ ...about })}`,
    /** GET is the form, POST adds or saves. */
    newTemplate: () => "/staff/templates/new",
    template: (id: string) => `/staff/templates/${part(id)}`,
    /** POST. */
    templateRetire: (id: string) => `/staff/templates/${part(id)}/retire`,
    /** POST. */
    templateRestore: (id: string) => `/staff/templates/${part(id)}/restore`,
    /** The registry's own desk: support's, or a region's. */
    desk: (about: QueueQuery = {}) => `/staff/desk${query({ ...about })}`,
    deskCase: (number: string, about: StaffAppealQuery = {}) =>
      `/staff/desk/cases/${part(number)}${query({ ...about })}`,
    /** GET shows those that are alike, POST acts in all of them, after asking once more. */
    cluster: (about: ClusterQuery) => `/staff/desk/alike${query({ ...about })}`,
    quality: () => "/staff/desk/quality",
    /** «Экстренный доступ»: GET is the form, POST breaks the glass. */
    emergency: (about: { readonly appeal?: string | undefined } = {}) => `/staff/emergency${query({ ...about })}`,
    emergencyList: (grant: string) => `/staff/emergency/${part(grant)}`,
    emergencyDocument: (grant: string, number: string) => `/staff/emergency/${part(grant)}/documents/${part(number)}`,
    /** POST. */
    emergencyEnd: (grant: string) => `/staff/emergency/${part(grant)}/end`,
    reviews: (done?: "1") => `/staff/reviews${query({ done })}`,
    /** POST `verdict`. */
    review: (grant: string) => `/staff/reviews/${part(grant)}`,
    erasures: (done?: "asked" | "erased" | "declined") => `/staff/erasures${query({ done })}`,
    /** POST: the second person. */
    erasureConfirm: (id: string) => `/staff/erasures/${part(id)}/confirm`,
    /** POST */
    erasureDecline: (id: string) => `/staff/erasures/${part(id)}/decline`,
    organisations: () => "/staff/organisations",
    /** Since when and for which kinds it keeps records electronically. */
    organisation: (oid: string) => `/staff/organisations/${part(oid)}`,
    /** GET asks once more what is to be changed, POST changes it. */
    organisationCheck: (oid: string) => `/staff/organisations/${part(oid)}/check`,
    paper: () => "/staff/paper",
    paperRequest: (number: string) => `/staff/paper/${part(number)}`,
    /** One document of a request, as PDF for the printer. */
    paperPrint: (number: string, document: string) => `/staff/paper/${part(number)}/documents/${part(document)}`,
    statement: (number: string) => `/staff/paper/statements/${part(number)}`,
    statementPdf: (number: string) => `/staff/paper/statements/${part(number)}/pdf`,
    regions: () => "/staff/regions",
    kinds: () => "/staff/kinds",
    service: () => "/staff/service",
    /** Letters and pushes: how many wait, and which failed for good. */
    notices: (done?: number) => `/staff/notices${query({ done })}`,
    /** POST: a dead letter is tried again; without id all of them. */
    retryNotice: (delivery?: string) => (delivery ? `/staff/notices/${part(delivery)}/retry` : "/staff/notices/retry"),
  },
  asset: (name: string) => `/assets/${name}`,
} as const;

function part(value: string): string {
  return encodeURIComponent(value);
}

function query(values: Readonly<Record<string, string | number | undefined>>): string {
  const sent = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && value !== "") sent.set(name, String(value));
  return sent.size === 0 ? "" : `?${sent}`;
}

/**
 * Who gets what at every address that answers GET. Whatever is not said here is a mistake: a route without a row fails
 * the test, and so does a row without a route.
 *
 * A status, or the path to which one is led («→ /consent»). Subjects: see `subjects`.
 */

export const subjects = [
  "anonymous",
  "owner", // of the document, consent given
  "stranger", // another patient, consent given
  "silent", // a patient who has not consented
  "simplified", // an account that is not confirmed
  "doctor", // of the organisation that sent the document
  "registrar", // of another organisation
  "support",
  "administrator",
] as const;
export type SubjectName = (typeof subjects)[number];

export type Outcome = number | `→ ${string}`;
export type Row = Readonly<Record<SubjectName, Outcome>>;

const all = (outcome: Outcome, but: Partial<Row> = {}): Row => ({
  anonymous: outcome,
  owner: outcome,
  stranger: outcome,
  silent: outcome,
  simplified: outcome,
  doctor: outcome,
  registrar: outcome,
  support: outcome,
  administrator: outcome,
  ...but,
});

const nobody = all(403, { anonymous: "→ /login" });
/** A page of one's own cabinet. */
const own: Row = { ...nobody, owner: 200, stranger: 200, silent: "→ /consent", simplified: "→ /login/level" };
/** A page that every confirmed patient sees before consenting. */
const ofPatients: Row = { ...own, silent: 200 };
const noneOfTheirs: Row = { ...ofPatients, owner: 404, stranger: 404, silent: 404 };
/** Something of the owner's document. To others it is as if it were not. */
const ofDocument: Row = { ...own, stranger: 404 };
const ofStaff: Row = { ...nobody, doctor: 200, registrar: 200 };
/** A doctor writes and signs; a registrar does not. */
const ofDoctors: Row = { ...nobody, doctor: 200 };
const everybody = all(200);

export const doors: Readonly<Record<string, Row>> = {
  "/": all("→ /cabinet", {
    anonymous: 200,
    simplified: 200,
    doctor: "→ /staff",
    registrar: "→ /staff",
    support: "→ /staff",
    administrator: "→ /staff",
  }),
  "/services": everybody,
  "/services/health": everybody,
  "/help": everybody,
  "/help/find": all("→ /help"),
  "/help/leaflet": everybody,
  "/help/see": everybody,
  "/help/download": everybody,
  "/help/kinds": everybody,
  "/help/account": everybody,
  "/help/regions": everybody,
  "/help/browser": everybody,
  "/help/missing": everybody,
  "/help/mistake": everybody,
  "/help/paper": everybody,
  "/help/proof": everybody,
  "/regions": everybody,
  "/rules": everybody,
  "/organisations": everybody,
  "/organisations/:oid": everybody,
  "/comfort": everybody,
  "/accessibility": everybody,
  "/verify": everybody,
  "/verify/trust.json": everybody,
  "/verify/medkarta-verify.html": everybody,
  "/verify/files": all("→ /verify"),
  "/verify/now": all("→ /verify"),
  "/verify/:number": everybody, // never whose it is, nor what it says
  "/assets/:name": everybody,
  "/push-worker.js": everybody,
  "/notices/email/:token": all(404), // a link from a letter; of a false one everybody is told the same
  "/notices/unsubscribe/:token": all(404),
  "/healthz": everybody,
  "/readyz": everybody,
  "/log/:log/checkpoint": all(404), // of a log that is none
  "/log/:log/tile/*": all(404),
  "/metrics": everybody, // of this machine; see below

  "/services/health/records": ofPatients,
  "/consent": { ...ofPatients, owner: "→ /records", stranger: "→ /records" },
  "/cabinet": ofPatients,
  "/profile": ofPatients,
  "/profile/notices": ofPatients,
  "/profile/consents": ofPatients,
  "/profile/consents/withdraw": ofPatients,
  "/records": own,
  "/notices": ofPatients, // without consent: nothing of documents
  "/journal": own,
  "/journal.csv": own,
  "/news.json": own,
  "/appeals": ofPatients,
  "/appeals/new": ofPatients,
  // Of a number, a row, a line, a file that is none of theirs.
  "/appeals/:number": noneOfTheirs,
  "/appeals/:number/sent": noneOfTheirs,
  "/appeals/:number/withdraw": noneOfTheirs,
  "/appeals/:number/files/:file": noneOfTheirs,
  "/journal/:line/ask": noneOfTheirs,
  "/journal/:line/proof": { ...noneOfTheirs, silent: "→ /consent" },
  "/records/:id/report": { ...own, owner: 404, stranger: 404 },
  "/documents": own,
  "/due": own,
  "/claims/new": own,
  "/claims/new/kind": { ...own, owner: "→ /claims/new", stranger: "→ /claims/new" }, // nothing is begun
  "/claims/new/date": { ...own, owner: "→ /claims/new", stranger: "→ /claims/new" },
  "/claims/new/region": { ...own, owner: "→ /claims/new", stranger: "→ /claims/new" },
  "/claims/new/organisation": { ...own, owner: "→ /claims/new", stranger: "→ /claims/new" },
  "/claims/new/check": { ...own, owner: "→ /claims/new", stranger: "→ /claims/new" },
  "/claims/new/stop": { ...own, owner: "→ /claims/new", stranger: "→ /claims/new" },
  "/claims/new/mend": own,
  "/claims/sent/:number": { ...own, owner: 404, stranger: 404 }, // of no appeal of theirs
  "/due/:id": { ...own, owner: 404, stranger: 404 }, // of nothing that is due to them
  "/analyses": own,
  "/analyses/:key": { ...own, owner: 404, stranger: 404 }, // of a key that is none of theirs
  "/documents/:number": ofDocument,
  "/documents/:number/print": ofDocument,
  "/documents/:number/report": ofDocument,
  "/documents/:number/versions": ofDocument,
  "/documents/:number/signatures": ofDocument,
  "/documents/:number/changes": ofDocument,
  "/documents/:number/pdf": ofDocument,
  "/documents/:number/xml": ofDocument,
  "/documents/:number/text": ofDocument,
  "/documents/:number/zip": ofDocument,
  "/documents/:number/receipt": ofDocument,
  "/documents/:number/cover": { ...ofDocument, owner: 404 }, // of a document that came as PDF only
  "/documents/:number/files/:which": { ...ofDocument, owner: 404 }, // nothing lies in this one
  "/documents/:number/signatures/:which": ofDocument,

  "/paper": own,
  "/paper/new": own,
  "/paper/:paper": ofDocument, // a request of the owner's
  "/paper/:paper/not-given": { ...ofDocument, owner: "→ /paper/:paper" }, // the day has not come
  "/paper/keep": ofPatients, // a right to paper does not hang on the consent
  "/paper/keep/:statement": { ...ofDocument, silent: 404 },
  "/paper/keep/:statement/pdf": { ...ofDocument, silent: 404 },

  "/staff": all("→ /cabinet", {
    anonymous: "→ /login",
    doctor: 200,
    registrar: 200,
    support: "→ /staff/desk",
    administrator: "→ /staff/organisations",
  }),
  "/staff/due": { ...ofStaff, simplified: 403 },
  "/staff/appeals": ofStaff,
  "/staff/appeals/:number": { ...ofStaff, doctor: 404, registrar: 404 }, // of a number that is none of theirs
  "/staff/appeals/:number/files/:file": { ...ofStaff, doctor: 404, registrar: 404 },
  "/staff/templates": { ...nobody, registrar: 200, support: 200 },
  "/staff/templates/new": { ...nobody, registrar: 200, support: 200 },
  "/staff/templates/:id": { ...nobody, registrar: 404, support: 404 }, // of none of theirs
  "/staff/desk": { ...nobody, support: 200 },
  "/staff/desk/quality": { ...nobody, support: 200 },
  "/staff/desk/alike": { ...nobody, support: 404 }, // of nothing
  "/staff/desk/cases/:number": { ...nobody, support: 404 },
  "/staff/emergency": { ...nobody, support: 200 },
  "/staff/emergency/:grant": { ...nobody, support: 404 },
  "/staff/emergency/:grant/documents/:number": { ...nobody, support: 404 },
  "/staff/reviews": { ...nobody, administrator: 200 },
  "/staff/erasures": { ...nobody, administrator: 200 },
  "/staff/submissions": { ...ofStaff, simplified: 403 },
  "/staff/submissions/:id": { ...ofStaff, registrar: 404 }, // of another organisation: as if it were not
  "/staff/submissions/:id/changes": { ...nobody, doctor: 200 }, // of the organisation that sent it; a registrar does not read
  "/staff/drafts": ofDoctors,
  "/staff/drafts/new": ofDoctors,
  "/staff/drafts/:id": { ...ofDoctors, doctor: 404 }, // of no draft of theirs
  "/staff/drafts/:id/preview": { ...ofDoctors, doctor: 404 },
  "/staff/drafts/:id/difference": { ...ofDoctors, doctor: 404 },
  "/staff/drafts/:id/sign": { ...ofDoctors, doctor: 404 },
  "/staff/drafts/:id/bytes": { ...ofDoctors, doctor: 404 },
  "/staff/dictionaries/:system": ofDoctors,
  // The registrar is of another organisation: as if it were not. Doctors do not issue paper.
  "/staff/paper": { ...nobody, registrar: 200 },
  "/staff/paper/:paper": { ...nobody, registrar: 404 },
  "/staff/paper/:paper/documents/:number": { ...nobody, registrar: 404 },
  "/staff/paper/statements/:statement": { ...nobody, registrar: 404 },
  "/staff/paper/statements/:statement/pdf": { ...nobody, registrar: 404 },
  "/staff/organisations/:oid": { ...nobody, administrator: 200 },
  "/staff/organisations/:oid/check": { ...nobody, administrator: 200 },
  "/staff/organisations": { ...nobody, administrator: 200 },
  "/staff/regions": { ...nobody, administrator: 200 },
  "/staff/kinds": { ...nobody, administrator: 200 },
  "/staff/notices": { ...nobody, support: 200, administrator: 200 },
  "/staff/service": { ...nobody, support: 200, administrator: 200 },

  "/login": all("→ /cabinet", {
    anonymous: "→ /demo/id/auth",
    simplified: "→ /login/level",
    doctor: "→ /staff",
    registrar: "→ /staff",
    support: "→ /staff",
    administrator: "→ /staff",
  }),
  "/login/again": all("→ /login", {
    doctor: "→ /demo/id/auth",
    registrar: "→ /demo/id/auth",
    support: "→ /demo/id/auth",
    administrator: "→ /demo/id/auth",
  }),
  "/login/return": all("→ /cabinet", {
    anonymous: 400,
    simplified: "→ /login/level",
    doctor: "→ /staff",
    registrar: "→ /staff",
    support: "→ /staff",
    administrator: "→ /staff",
  }),
  "/login/level": all(200, { anonymous: "→ /login" }),
  "/login/as": all(200, {
    anonymous: "→ /login",
    owner: "→ /cabinet",
    stranger: "→ /cabinet",
    silent: "→ /cabinet",
    simplified: "→ /login/level",
  }),
  "/login/left": everybody,
  "/session": all(200, { anonymous: "→ /login" }),
  "/session.json": everybody, // how many seconds one's own session has

  "/api/v1/openapi.json": everybody,
  "/api/v1/submissions/:id": all(401), // a person's session is no system's token
  "/api/v1/documents/:number/proof": all(401), // a person's session is no system's token
  "/demo/keys/:file": everybody,
  "/demo/id/login/:uid": all(400),
  "/demo/id/*": all(404),
};

/** What may be set from outside. Read once at the roof; below it everything is an argument. */
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { Refusal } from "./basics/refusal.ts";

export interface Config {
  readonly port: number;
  /** Where people reach us; https here turns secure cookies on. No trailing slash. */
  readonly publicUrl: string;
  /** Keys, the embedded database, the signer's state. */
  readonly dataDir: string;
  /** null: the embedded PostgreSQL. */
  readonly database: { readonly ownerUrl: string; readonly registryUrl: string; readonly portalUrl: string } | null;
  /** The demo's people, provider, clients with secrets, and signing service. Never in production. */
  readonly demo: boolean;
  /** The OpenID provider (ЕСИА); null: the demo's own. */
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | null;
  /** A picture on a site with a certificate of the Russian root, for the help to ask whether a browser knows it. */
  readonly rootProbe: string | null;
  /** Documents issued earlier are registered but not shown (the leaflet: 1 September 2022). null: all are shown. */
  readonly shownFrom: string | null;
  /** What to do when a kind's edition was not in force on the document's date. */
  readonly kindDates: "refuse" | "warn";
  /** Folder with the keys that sign for organisations (see docs/operations.md); null: nobody's, in the demo the demo's own. */
  readonly organisationKeys: string | null;
  /** File of the witnesses that cosign the logs, and how many must (C2SP tlog-policy); null: nobody's, in the demo the demo's own. */
  readonly witnessPolicy: string | null;
  /** File with the policy that signatures are judged by (docs/decisions/0071); null: the house's own. */
  readonly signaturePolicy: string | null;
  /** Largest document accepted, in bytes. */
  readonly maxDocumentBytes: number;
  /** Threads that verify signatures under load; 0: none, all in the process that serves. */
  readonly verifyThreads: number;
  /** The mail server, and whom letters are from. null: no letters (in the demo they become files). */
  readonly mail: { readonly url: string; readonly from: string } | null;
  /** Origins of the push services that the house talks to; null: those of the common browsers; empty: push is off. */
  readonly pushServices: readonly string[] | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws a Refusal that names the variable and what it should be. */
export function readConfig(env: Environment): Config {
  const port = number(env, "MEDKARTA_PORT", 8080, 1, 65_535);
  const demo = flag(env, "MEDKARTA_DEMO", !env["DATABASE_URL"] && !env["MEDKARTA_OIDC_ISSUER"]);
  return {
    port,
    publicUrl: address(env, "MEDKARTA_URL", `http://localhost:${port}`),
    dataDir: resolve(env["MEDKARTA_DATA"] ?? ".data"),
    database: databaseUrls(env),
    demo,
    oidc: issuer(env, demo),
    rootProbe: probe(env, "MEDKARTA_ROOT_PROBE_URL"),
    shownFrom: day(env, "MEDKARTA_SHOWN_FROM", demo ? null : "2022-09-01"),
    kindDates: demo ? "warn" : "refuse",
    organisationKeys: env["MEDKARTA_ORGANISATION_KEYS"] ? resolve(env["MEDKARTA_ORGANISATION_KEYS"]) : null,
    witnessPolicy: env["MEDKARTA_WITNESS_POLICY"] ? resolve(env["MEDKARTA_WITNESS_POLICY"]) : null,
    signaturePolicy: env["MEDKARTA_SIGNATURE_POLICY"] ? resolve(env["MEDKARTA_SIGNATURE_POLICY"]) : null,
    maxDocumentBytes: number(env, "MEDKARTA_MAX_DOCUMENT_BYTES", 32 * 1024 * 1024, 1024, 32 * 1024 * 1024),
    verifyThreads: number(env, "MEDKARTA_VERIFY_THREADS", Math.min(8, Math.max(0, availableParallelism() - 2)), 0, 64),
    mail: mail(env),
    pushServices: pushServices(env),
  };
}

function mail(env: Environment): Config["mail"] {
  const url = env["MEDKARTA_SMTP_URL"];
  if (!url) return null;
  if (!/^smtps?:\/\//.test(url) || !URL.canParse(url))
    refuse("MEDKARTA_SMTP_URL", "must be an address like smtps://name:password@mail.example:465");
  const from = env["MEDKARTA_MAIL_FROM"];
  if (!from || !/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(from))
    return refuse("MEDKARTA_MAIL_FROM", "must be the address that letters come from, like notices@health.example");
  return { url, from };
}

function pushServices(env: Environment): Config["pushServices"] {
  const text = env["MEDKARTA_PUSH_SERVICES"];
  if (!text) return null;
  if (text === "off") return [];
  return text.split(",").map((one) => {
    const origin = one.trim();
    // Plain http only to this very machine, for tests.
    const fits = /^https:\/\/(\*\.)?[a-z0-9.-]+(:\d+)?$/.test(origin) || /^http:\/\/127\.0\.0\.1:\d+$/.test(origin);
    return fits
      ? origin
      : refuse("MEDKARTA_PUSH_SERVICES", "must be off, or origins like https://fcm.googleapis.com, by commas");
  });
}

function databaseUrls(env: Environment): Config["database"] {
  const portalUrl = env["DATABASE_URL"];
  if (!portalUrl) return null;
  const need = (name: string) => env[name] ?? refuse(name, "is needed beside DATABASE_URL; see docs/operations.md");
  return {
    portalUrl,
    ownerUrl: need("MEDKARTA_OWNER_DATABASE_URL"),
    registryUrl: need("MEDKARTA_REGISTRY_DATABASE_URL"),
  };
}

function issuer(env: Environment, demo: boolean): Config["oidc"] {
  const url = env["MEDKARTA_OIDC_ISSUER"];
  if (!url) return demo ? null : refuse("MEDKARTA_OIDC_ISSUER", "names the OpenID provider, or set MEDKARTA_DEMO=true");
  return {
    issuer: url,
    clientId: env["MEDKARTA_OIDC_CLIENT_ID"] ?? refuse("MEDKARTA_OIDC_CLIENT_ID", "is our name at the provider"),
    clientSecret: env["MEDKARTA_OIDC_CLIENT_SECRET"] ?? refuse("MEDKARTA_OIDC_CLIENT_SECRET", "is our secret there"),
  };
}

function number(env: Environment, name: string, standard: number, least: number, most: number): number {
  const text = env[name];
  if (text === undefined || text === "") return standard;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    refuse(name, `must be a number from ${least} to ${most}`);
  return value;
}

function address(env: Environment, name: string, standard: string): string {
  const text = env[name] || standard;
  if (!/^https?:\/\/[^/?#]+\/*$/.test(text) || !URL.canParse(text))
    refuse(name, "must be an address without a path, like https://health.example");
  return text.replace(/\/+$/, "");
}

/** Only over TLS: by anything else no certificate is proved. */
function probe(env: Environment, name: string): string | null {
  const text = env[name];
  if (!text) return null;
  const there = URL.parse(text);
  if (there?.protocol !== "https:" || there.username !== "" || /[;,\s]/.test(text))
    refuse(name, "must be an https address of a picture");
  return text;
}

function day(env: Environment, name: string, standard: string | null): string | null {
  const text = env[name];
  if (text === undefined || text === "") return standard;
  const value = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(value.getTime()) || !value.toISOString().startsWith(text))
    refuse(name, "must be a day, like 2022-09-01");
  return text;
}

function flag(env: Environment, name: string, standard: boolean): boolean {
  const text = env[name];
  if (text === undefined || text === "") return standard;
  if (text === "true" || text === "1") return true;
  if (text === "false" || text === "0") return false;
  return refuse(name, "must be true or false");
}

function refuse(name: string, why: string): never {
  throw new Refusal("misshapen", "CONFIG", { ru: `Переменная ${name}: ${why}`, en: `${name} ${why}` });
}

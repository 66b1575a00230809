/** A hospital of the demo, as its system stands before the doors: writes, signs with real GOST keys, sends plain HTTP. */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Fault } from "../../src/basics/fault.ts";
import { digestsOf } from "../../src/cms/digests.ts";
import { signDetached } from "../../src/cms/issue/sign.ts";
import { type DemoAuthority, openDemoAuthority, type Signer } from "../../src/demo/authority/authority.ts";
import { demoClient } from "../../src/demo/country/enrol.ts";
import { type OrganisationKey, organisations } from "../../src/demo/people/places.ts";
import { staffByLogin } from "../../src/demo/people/staff.ts";
import type { TestHouse } from "../kit/house.ts";
import { type Letter, writeLetter } from "./letter.ts";

/** What may come back: a submission, or a problem. Each test asks for what it expects of it. */
export interface Said {
  readonly id?: string;
  readonly localUid?: string;
  readonly state?: string;
  readonly number?: string | null;
  readonly quarantined?: boolean;
  readonly code?: string;
  readonly faults?: readonly Fault[];
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Said;
  readonly text: string;
}

export interface Parcel {
  readonly document: Uint8Array;
  /** The doctor's and the organisation's when left out. */
  readonly signatures?: readonly Uint8Array[];
  readonly metadata?: unknown;
  /** A fresh one when left out. */
  readonly localUid?: string;
  /** Seconds to wait for the decision; 20 when left out, null for no such header. */
  readonly wait?: number | null;
  readonly mediaType?: string;
  /** One more part of the form. */
  readonly extra?: readonly [name: string, value: string];
}

export interface Hospital {
  readonly organisation: (typeof organisations)[OrganisationKey];
  readonly authority: DemoAuthority;
  readonly doctor: Signer;
  readonly seal: Signer;
  write(changes?: Partial<Letter>): Buffer;
  token(): Promise<string>;
  send(parcel: Parcel): Promise<Answer>;
  /** Sends a letter that must be registered; its bytes, signatures and number. */
  deliver(changes?: Partial<Letter>): Promise<Delivered>;
  get(path: string): Promise<Answer>;
  /** `body` as it is when it is text, else as JSON. */
  post(path: string, body: unknown): Promise<Answer>;
}

export interface Delivered {
  readonly number: string;
  readonly document: Buffer;
  readonly signatures: readonly Uint8Array[];
}

/** When the letters were written; the demo's certificates were valid then. */
const SIGNED_AT = new Date("2024-11-05T11:40:00Z");

export async function openHospital(house: TestHouse, key: OrganisationKey = "volga"): Promise<Hospital> {
  const organisation = organisations[key];
  const authority = openDemoAuthority(await readFile(join(house.dataDir, "secrets", "demo-ca.key")));
  const { snils, name } = staffByLogin("krylova");
  const doctor = authority.doctor({ snils, name, title: "Врач-терапевт", organisation: organisation.name });
  const seal = authority.organisation(organisation);
  let token: Promise<string> | null = null;

  const hospital: Hospital = {
    organisation,
    authority,
    doctor,
    seal,
    write: (changes = {}) => writeLetter({ organisation, ...changes }),
    token() {
      const { id, secret } = demoClient(house.house.keyring, organisation.oid);
      token ??= askForToken(house.url, { client_id: id, client_secret: secret }).then(
        ({ body }) => (body as { access_token: string }).access_token,
      );
      return token;
    },
    async send(parcel) {
      const { document, wait = 20, mediaType = "application/xml", localUid = randomUUID() } = parcel;
      const form = new FormData();
      form.set("document", blob(document, mediaType), "document.xml");
      for (const one of parcel.signatures ?? [sign(document, doctor), sign(document, seal)])
        form.append("signature", blob(one, "application/pkcs7-signature"), "document.p7s");
      if (parcel.metadata !== undefined)
        form.set("metadata", blob(Buffer.from(JSON.stringify(parcel.metadata)), "application/json"), "metadata.json");
      if (parcel.extra) form.append(...parcel.extra);
      return answerOf(
        await fetch(`${house.url}/api/v1/documents`, {
          method: "POST",
          body: form,
          headers: {
            authorization: `Bearer ${await hospital.token()}`,
            "idempotency-key": localUid,
            ...(wait === null ? {} : { prefer: `wait=${wait}` }),
          },
        }),
      );
    },
    async deliver(changes = {}) {
      const document = hospital.write(changes);
      const signatures = [sign(document, doctor), sign(document, seal)];
      const { body, text } = await hospital.send({ document, signatures });
      if (body.state !== "registered" || !body.number) throw new Error(`the letter is not registered: ${text}`);
      return { number: body.number, document, signatures };
    },
    get: async (path) =>
      answerOf(await fetch(house.url + path, { headers: { authorization: `Bearer ${await hospital.token()}` } })),
    post: async (path, body) =>
      answerOf(
        await fetch(house.url + path, {
          method: "POST",
          body: typeof body === "string" ? body : JSON.stringify(body),
          headers: { authorization: `Bearer ${await hospital.token()}`, "content-type": "application/json" },
        }),
      ),
  };
  return hospital;
}

export function sign(document: Uint8Array, signer: Signer): Uint8Array {
  return signDetached({ digests: digestsOf(document), ...signer, signingTime: SIGNED_AT });
}

export async function askForToken(url: string, form: Record<string, string>): Promise<Answer> {
  const body = new URLSearchParams({ grant_type: "client_credentials", ...form });
  return answerOf(await fetch(`${url}/oauth/token`, { method: "POST", body }));
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const body: Said = response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, body, text };
}

function blob(bytes: Uint8Array, type: string): Blob {
  return new Blob([new Uint8Array(bytes)], { type });
}

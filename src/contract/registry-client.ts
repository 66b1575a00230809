/** A hospital's system in a few lines: gets its token, submits, waits. Speaks to the public interface like anyone else. */
import { randomUUID } from "node:crypto";
import { importJWK, SignJWT } from "jose";
import type { Fault } from "../basics/fault.ts";
import { Refusal } from "../basics/refusal.ts";

/** What the registry answers about a document that was sent. */
export interface Submission {
  readonly id: string;
  readonly localUid: string;
  readonly state: "received" | "refused" | "registered";
  readonly number: string | null;
  readonly faults: readonly Fault[];
  readonly quarantined: boolean;
  readonly receivedAt: string;
  readonly decidedAt: string | null;
}

export type Credential =
  | { readonly clientId: string; readonly secret: string }
  | { readonly clientId: string; readonly jwk: Record<string, unknown> & { alg?: string } };

export interface SubmitOrder {
  readonly localUid: string;
  readonly document: Uint8Array;
  readonly mediaType: "application/xml" | "application/pdf";
  readonly signatures: readonly Uint8Array[];
  readonly metadata: Uint8Array | null;
  /** Seconds to wait for the decision; 0: only until it is stored. */
  readonly wait: number;
}

export interface RegistryClient {
  submit(order: SubmitOrder): Promise<Submission>;
  post(path: string, body: unknown): Promise<unknown>;
}

export function openRegistryClient(url: string, credential: Credential): RegistryClient {
  let token: { value: string; until: number } | null = null;
  async function authorization(): Promise<string> {
    if (!token || token.until < Date.now()) {
      const got = (await ask(`${url}/oauth/token`, {
        method: "POST",
        body: new URLSearchParams(await tokenForm(url, credential)),
      })) as { access_token: string; expires_in: number };
      token = { value: got.access_token, until: Date.now() + (got.expires_in - 60) * 1000 };
    }
    return `Bearer ${token.value}`;
  }
  return {
    async submit(order) {
      const form = new FormData();
      form.set("document", new Blob([copy(order.document)], { type: order.mediaType }), "document");
      for (const bytes of order.signatures)
        form.append("signature", new Blob([copy(bytes)], { type: "application/pkcs7-signature" }), "signature.p7s");
      if (order.metadata)
        form.set("metadata", new Blob([copy(order.metadata)], { type: "application/json" }), "metadata.json");
      const headers: Record<string, string> = {
        authorization: await authorization(),
        "idempotency-key": order.localUid,
      };
      if (order.wait > 0) headers["prefer"] = `wait=${order.wait}`;
      const submission = (await ask(`${url}/api/v1/documents`, { method: "POST", body: form, headers })) as Submission;
      if (submission.state !== "received" || order.wait === 0) return submission;
      return (await ask(`${url}/api/v1/submissions/${submission.id}?wait=${order.wait}`, {
        headers: { authorization: await authorization() },
      })) as Submission;
    },
    async post(path, body) {
      const headers = { authorization: await authorization(), "content-type": "application/json" };
      return ask(`${url}${path}`, { method: "POST", body: JSON.stringify(body), headers });
    },
  };
}

async function tokenForm(url: string, credential: Credential): Promise<Record<string, string>> {
  const grant = { grant_type: "client_credentials", client_id: credential.clientId };
  if ("secret" in credential) return { ...grant, client_secret: credential.secret };
  const alg = credential.jwk.alg ?? "EdDSA";
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg })
    .setIssuer(credential.clientId)
    .setSubject(credential.clientId)
    .setAudience(`${url}/oauth/token`)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime("2 minutes")
    .sign(await importJWK(credential.jwk, alg));
  return {
    ...grant,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: assertion,
  };
}

/** JSON of the answer; a problem becomes the Refusal that it was on the other side. */
export async function ask(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, init).catch((error: Error & { cause?: { code?: string } }) => {
    throw new Refusal("unavailable", "UNREACHABLE", {
      ru: `Сервер ${new URL(url).origin} не отвечает (${error.cause?.code ?? error.message}). Запустите его: npm start`,
      en: `${new URL(url).origin} does not answer. Start it: npm start`,
    });
  });
  const text = await response.text();
  const value = response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : null;
  if (response.ok) return value;
  throw new Refusal(
    kindOf(response.status),
    value?.code ?? `HTTP_${response.status}`,
    value?.words ?? { ru: text.slice(0, 200), en: `HTTP ${response.status}` },
    value?.faults ?? [],
  );
}

function kindOf(status: number) {
  if (status === 409) return "conflict";
  if (status === 413) return "too-large";
  if (status === 401) return "unauthenticated";
  return status >= 500 ? "unavailable" : "invalid";
}

function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

/**
 * Hospital systems at the window: OAuth 2 client credentials. `private_key_jwt` (RFC 7523) proves the client; a shared
 * secret does only in the demo. The organisation comes from the credential, never from a body.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { type Static, Type } from "@sinclair/typebox";
import { decodeJwt, importJWK, type JWK, type JWTHeaderParameters, jwtVerify, SignJWT } from "jose";
import { Refusal } from "../../basics/refusal.ts";
import type { Database } from "../../db/database.ts";
import type { Keyring } from "../../db/keyring.ts";
import type { Sender } from "../../intake/receive.ts";
import * as store from "./store.ts";

export interface ClientDesk {
  /** `grant_type=client_credentials`; throws `unauthenticated` without saying which part was wrong. */
  token(form: TokenForm, now: Date): Promise<{ accessToken: string; expiresIn: number }>;
  /** The sender behind `Authorization: Bearer …`. */
  sender(authorization: string | undefined, now: Date): Promise<Sender>;
}

export const TokenForm = Type.Object({
  grant_type: Type.Literal("client_credentials"),
  client_id: Type.Optional(Type.String({ maxLength: 200 })),
  client_secret: Type.Optional(Type.String({ maxLength: 200 })),
  client_assertion_type: Type.Optional(Type.Literal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")),
  client_assertion: Type.Optional(Type.String({ maxLength: 10_000 })),
});
export type TokenForm = Static<typeof TokenForm>;

const LIFE_SECONDS = 600;
/** No longer, so that a client that is disabled is out within a second. */
const BELIEVED_MS = 1000;
const MOST_KNOWN_TOKENS = 10_000;
const ALGORITHMS = ["EdDSA", "ES256", "ES384", "RS256", "PS256"];

export function openClientDesk(options: {
  database: Database;
  keyring: Keyring;
  publicUrl: string;
  secretsAllowed: boolean;
}): ClientDesk {
  const { database, publicUrl } = options;
  const key = options.keyring.digest("access-token", "v1");
  const audience = `${publicUrl}/oauth/token`;

  /** A token comes with every document: what was proved a moment ago is not proved again. */
  const known = new Map<string, { sender: Sender; until: number }>();

  async function byAssertion(assertion: string, now: Date): Promise<store.ClientRow> {
    const claimed = claimedClient(assertion);
    const client = claimed ? await store.client(database.sql, claimed) : null;
    if (!client?.public_jwk) throw unknown();
    const jwk: JWK = client.public_jwk;
    // RFC 7517 §4.4: a key need not name its algorithm; the one that the assertion names is of our list by now.
    const keyFor = ({ alg }: JWTHeaderParameters) => importJWK(jwk, jwk.alg ?? alg);
    const { payload } = await jwtVerify(assertion, keyFor, {
      algorithms: ALGORITHMS,
      issuer: client.client_id,
      subject: client.client_id,
      audience: [audience, publicUrl],
      maxTokenAge: "10 minutes",
      requiredClaims: ["exp", "iat", "jti"],
      currentDate: now,
    }).catch(() => {
      throw unknown();
    });
    const expiresAt = new Date((payload.exp ?? 0) * 1000);
    const first = await database.transact((tx) =>
      store.useAssertion(tx, client.client_id, String(payload.jti), expiresAt, now),
    );
    if (!first) throw unknown();
    return client;
  }

  async function bySecret(clientId: string, secret: string): Promise<store.ClientRow> {
    const client = await store.client(database.sql, clientId);
    const given = createHash("sha256").update(secret).digest();
    const known = client?.secret_sha256 ? Buffer.from(client.secret_sha256) : Buffer.alloc(32);
    if (!options.secretsAllowed || !timingSafeEqual(given, known) || !client) throw unknown();
    return client;
  }

  return {
    async token(form, now) {
      const client = form.client_assertion
        ? await byAssertion(form.client_assertion, now)
        : await bySecret(form.client_id ?? "", form.client_secret ?? "");
      const accessToken = await new SignJWT({ org: client.organisation_oid })
        .setProtectedHeader({ alg: "HS256", typ: "at+jwt" })
        .setIssuer(publicUrl)
        .setAudience(`${publicUrl}/api`)
        .setSubject(client.client_id)
        .setIssuedAt(now)
        .setExpirationTime(Math.floor(now.getTime() / 1000) + LIFE_SECONDS)
        .sign(key);
      return { accessToken, expiresIn: LIFE_SECONDS };
    },

    async sender(authorization, now) {
      const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? "")?.[1];
      if (!token) throw unknown();
      const proved = known.get(token);
      if (proved && now.getTime() < proved.until) return proved.sender;
      const { payload } = await jwtVerify(token, key, {
        algorithms: ["HS256"],
        typ: "at+jwt",
        issuer: publicUrl,
        audience: `${publicUrl}/api`,
        currentDate: now,
      }).catch(() => {
        throw unknown();
      });
      // A client that was disabled, or given to another organisation, is out now and not in ten minutes.
      const client = await store.client(database.sql, String(payload.sub));
      if (!client || client.organisation_oid !== payload["org"]) throw unknown();
      const sender = { clientId: client.client_id, organisationOid: client.organisation_oid };
      if (known.size >= MOST_KNOWN_TOKENS) known.clear();
      known.set(token, { sender, until: Math.min((payload.exp ?? 0) * 1000, now.getTime() + BELIEVED_MS) });
      return sender;
    },
  };
}

function claimedClient(assertion: string): string | null {
  try {
    return decodeJwt(assertion).sub ?? null;
  } catch {
    return null;
  }
}

function unknown(): Refusal {
  return new Refusal("unauthenticated", "CLIENT", {
    ru: "Система не опознана: получите токен в /oauth/token (client_credentials, private_key_jwt)",
    en: "The client is not known: get a token at /oauth/token (client_credentials, private_key_jwt)",
  });
}

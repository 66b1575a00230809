/**
 * OpenID Connect, our side: authorization code with PKCE, state and nonce (RFC 9700, OpenID Connect Core 1.0).
 *
 * An attempt to log in lives in the database under the digest of its state, for ten minutes, and is taken out by the
 * first answer. It is bound to the browser that began it: an attacker's own login cannot be finished in a victim's
 * browser (login CSRF), nor a stolen answer in an attacker's.
 */
import { randomUUID, timingSafeEqual } from "node:crypto";
import * as oidc from "openid-client";
import type { Database } from "../db/database.ts";
import type { Keyring } from "../db/keyring.ts";
import { type LoginClaims, readClaims } from "./claims.ts";
import { loginCancelled, loginExpired, loginFailed, loginUnavailable, otherBrowser } from "./login-refusals.ts";
import { insertAttempt, takeAttempt } from "./store.ts";
import { sha256 } from "./subject.ts";

/** Who tells us who people are. */
export interface IdentityProvider {
  /** Exactly as it names itself; its keys and addresses come from its discovery document and from nowhere else. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The one algorithm its id_token may be signed with; RS256 when left out. */
  readonly algorithm?: "RS256" | "PS256" | "ES256" | "EdDSA";
}

interface Arrival {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: LoginClaims;
  readonly idToken: string;
  /** The page that was asked for before the login. */
  readonly to: string | null;
  /** The post that they hold on to, who had to prove once more that it is them. */
  readonly staffId: string | null;
}

export interface RelyingParty {
  /** Finds the provider. Called at start; a provider that is away is looked for again at the next login. */
  ready(): Promise<void>;
  /** Address at the provider to send the browser to. `browser` is the secret of the browser's short-lived cookie. */
  start(browser: string, to: string | null, now: Date, again?: Again): Promise<URL>;
  /** Judges the provider's answer: the query of our own return address. Throws a Refusal. */
  finish(answer: URLSearchParams, browser: string | undefined, now: Date): Promise<Arrival>;
  /** Where to log out at the provider too; null when it offers no such page. */
  logoutUrl(idToken: string): Promise<URL | null>;
}

/** A login that must be fresh: the provider asks even whom it knows, and says when it did. */
interface Again {
  readonly staffId: string;
}

interface Attempt {
  readonly verifier: string;
  readonly nonce: string;
  /** SHA-256 of the browser's secret, base64url. */
  readonly browser: string;
  readonly to: string | null;
  readonly staffId?: string;
}

/** Seconds: how long ago a fresh login may have been when its answer comes. */
const FRESH_LOGIN = 60;

const attemptLasts = 10 * 60_000;
/** Scopes of ЕСИА: each brings the claims of the same name. */
const scope = "openid fullname birthdate gender snils";

/** `database`: of the portal's role. `own`: our addresses, exactly as registered at the provider. */
export function openRelyingParty(
  database: Database,
  keyring: Keyring,
  provider: IdentityProvider,
  own: { readonly redirectUri: string; readonly afterLogoutUri: string },
): RelyingParty {
  const context = (state: string) => `login ${sha256(state).toString("hex")}`;
  let found: Promise<oidc.Configuration> | undefined;

  async function configuration(): Promise<oidc.Configuration> {
    found ??= discover(provider);
    try {
      return await found;
    } catch (error) {
      found = undefined;
      throw loginUnavailable(error);
    }
  }

  return {
    ready: async () => void (await configuration()),

    async start(browser, to, now, again) {
      const config = await configuration();
      const state = randomUUID(); // ЕСИА demands a UUID; 122 random bits
      const attempt: Attempt = {
        verifier: oidc.randomPKCECodeVerifier(),
        nonce: oidc.randomNonce(),
        browser: sha256(browser).toString("base64url"),
        to,
        ...(again ? { staffId: again.staffId } : {}),
      };
      const sealed = keyring.seal(context(state), attempt);
      await database.transact((tx) => insertAttempt(tx, sha256(state), sealed, now));
      return oidc.buildAuthorizationUrl(config, {
        redirect_uri: own.redirectUri,
        scope,
        state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: "S256",
        ...(again ? { prompt: "login", max_age: String(FRESH_LOGIN) } : {}),
      });
    },

    async finish(answer, browser, now) {
      const [state, ...more] = answer.getAll("state");
      if (!state || more.length > 0) throw loginExpired();
      const taken = await database.transact((tx) => takeAttempt(tx, sha256(state)));
      if (!taken || now.getTime() - taken.created_at.getTime() >= attemptLasts) throw loginExpired();
      // Sealed by `start` above under the digest of this very state.
      const attempt = keyring.open(context(state), taken.sealed) as Attempt;
      if (!browser || !sameSecret(sha256(browser).toString("base64url"), attempt.browser)) throw otherBrowser();

      const config = await configuration();
      // Our registered address, not what a Host header claims.
      const answered = new URL(`${own.redirectUri}?${answer}`);
      const tokens = await oidc
        .authorizationCodeGrant(config, answered, {
          expectedState: state,
          expectedNonce: attempt.nonce,
          pkceCodeVerifier: attempt.verifier,
          idTokenExpected: true,
          ...(attempt.staffId ? { maxAge: FRESH_LOGIN } : {}),
        })
        .catch(refuse);
      const claims = tokens.claims();
      if (!claims || !tokens.id_token) throw loginFailed(new Error("no id_token"));
      return {
        issuer: claims.iss,
        subject: claims.sub,
        claims: readClaims(claims),
        idToken: tokens.id_token,
        to: attempt.to,
        staffId: attempt.staffId ?? null,
      };
    },

    async logoutUrl(idToken) {
      const config = await configuration();
      if (!config.serverMetadata().end_session_endpoint) return null;
      return oidc.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: own.afterLogoutUri });
    },
  };
}

function discover({ issuer, clientId, clientSecret, algorithm = "RS256" }: IdentityProvider) {
  const server = new URL(issuer);
  // Without TLS only to ourselves: the demo and the tests.
  const local = server.protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(server.hostname);
  return oidc.discovery(
    server,
    clientId,
    { client_secret: clientSecret, id_token_signed_response_alg: algorithm },
    oidc.ClientSecretBasic(clientSecret),
    // The id_token's signature is proved even though it came over TLS: who reads it later need not trust the road.
    { execute: [oidc.enableNonRepudiationChecks, ...(local ? [oidc.allowInsecureRequests] : [])], timeout: 10 },
  );
}

function sameSecret(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

/** What openid-client throws, in our words. Its own words stay in `cause`, for the log. */
function refuse(error: unknown): never {
  if (error instanceof oidc.AuthorizationResponseError) {
    throw error.error === "access_denied" ? loginCancelled(error) : loginFailed(error);
  }
  if (error instanceof TypeError || (error instanceof oidc.ClientError && error.code === "OAUTH_TIMEOUT")) {
    throw loginUnavailable(error);
  }
  throw loginFailed(error);
}

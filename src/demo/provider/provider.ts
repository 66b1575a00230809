/**
 * «Учебный вход»: a real OpenID provider with invented people and no passwords, so that the demo logs in by the same
 * road as production does. It speaks ЕСИА's claims and gives its three levels. Never started outside the demo.
 */
import Provider, { interactionPolicy, type KoaContextWithOIDC } from "oidc-provider";
import { claimsOfScopes, esiaClaims } from "./claims.ts";
import { logoutFeature, straightLogout } from "./logout.tsx";
import { inMemory } from "./memory.ts";
import { type DemoPerson, openPeopleBook, type PeopleBook } from "./people.ts";
import { keepProviderSecrets } from "./secrets.ts";
import { type Look, notice } from "./shell.tsx";
import { providerWords } from "./words.ts";

export interface DemoProviderSettings {
  /** Address of the provider, such as `http://localhost:8080/demo/id`; its path is where it is mounted. */
  readonly issuer: string;
  /** Exactly the addresses that our relying party uses. */
  readonly redirectUri: string;
  readonly afterLogoutUri: string;
  /** Where to begin a login anew. */
  readonly startUri: string;
  /** Secrets, and the people who were added. */
  readonly dataDir: string;
  readonly people: readonly DemoPerson[];
  /** By the `Cookie` header: the cabinet keeps there how a person likes to read. */
  readonly look: (cookies: string | undefined) => Look;
}

export interface DemoProvider {
  /** For the relying party. */
  readonly client: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };
  readonly people: PeopleBook;
  readonly oidc: Provider;
  readonly settings: DemoProviderSettings;
}

const clientId = "medkarta";
const minute = 60;

/** Makes the provider; `mountDemoProvider` lets it answer. Reads and, at first start, writes its secrets. */
export async function openDemoProvider(settings: DemoProviderSettings): Promise<DemoProvider> {
  const { issuer, redirectUri, afterLogoutUri, dataDir } = settings;
  const secrets = await keepProviderSecrets(dataDir);
  const people = await openPeopleBook(settings.people, dataDir);
  const mountPath = new URL(issuer).pathname.replace(/\/$/, "");

  const oidc = new Provider(issuer, {
    adapter: inMemory(),
    jwks: { keys: [secrets.signing] },
    cookies: { keys: [secrets.cookies] },
    clients: [
      {
        client_id: clientId,
        client_secret: secrets.clientSecret,
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [afterLogoutUri],
        response_types: ["code"],
        grant_types: ["authorization_code"],
        token_endpoint_auth_method: "client_secret_basic",
        id_token_signed_response_alg: "RS256",
      },
    ],
    responseTypes: ["code"],
    scopes: Object.keys(claimsOfScopes),
    claims: claimsOfScopes,
    conformIdTokenClaims: false, // as ЕСИА: who it is stands in the id_token
    pkce: { required: () => true },
    clientBasedCORS: () => false,
    findAccount: (_ctx, oid) => {
      const person = people.byOid(oid);
      return person ? { accountId: oid, claims: () => esiaClaims(person) } : undefined;
    },
    loadExistingGrant: grantAll,
    interactions: { url: (_ctx, { uid }) => `${mountPath}/login/${uid}`, policy: alwaysAsk() },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: logoutFeature(settings.look) },
    renderError: (ctx, { error }) => {
      const look = settings.look(ctx.get("cookie"));
      const w = providerWords(look.language);
      ctx.type = "html";
      ctx.body = notice(look, w.wrong, `${w.wrongText} ${error}`, { href: settings.startUri, label: w.again });
    },
    ttl: {
      AccessToken: 5 * minute,
      AuthorizationCode: minute,
      Grant: 12 * 60 * minute,
      IdToken: 5 * minute,
      Interaction: 10 * minute,
      Session: 12 * 60 * minute,
    },
  });
  // TLS may end before us; whether it does is said by our own address and not by a request's header.
  oidc.proxy = issuer.startsWith("https:");
  oidc.use(async (ctx, next) => {
    ctx.set(securityHeaders(settings));
    await next();
    await straightLogout(ctx, settings.look);
  });
  return { client: { issuer, clientId, clientSecret: secrets.clientSecret }, people, oidc, settings };
}

/** A form here leads back to the cabinet, which a browser asks of `form-action` too. Nothing is fetched elsewhere. */
export function securityHeaders({ redirectUri }: DemoProviderSettings): Record<string, string> {
  const assets = "style-src 'self'; font-src 'self'; img-src 'self'";
  return {
    "content-security-policy": `default-src 'none'; ${assets}; base-uri 'none'; form-action 'self' ${new URL(redirectUri).origin}; frame-ancestors 'none'`,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
  };
}

/** No silent return: in the demo one wants to choose each time, and nobody stays logged in by accident. */
function alwaysAsk() {
  const policy = interactionPolicy.base();
  policy.remove("consent"); // the consent that matters is the cabinet's own
  const choose = new interactionPolicy.Check("choose", "the demo asks each time", "login_required", (ctx) =>
    ctx.oidc.result?.login ? interactionPolicy.Check.NO_NEED_TO_PROMPT : interactionPolicy.Check.REQUEST_PROMPT,
  );
  policy.get("login")?.checks.add(choose);
  return policy;
}

async function grantAll(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(Object.keys(claimsOfScopes).join(" "));
  await grant.save();
  return grant;
}

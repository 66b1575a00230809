/** Logout that our cabinet began (OpenID Connect RP-Initiated Logout 1.0): straight back, with no second question. */
import type Provider from "oidc-provider";
import type { Configuration, KoaContextWithOIDC } from "oidc-provider";
import { type Look, notice, page } from "./shell.tsx";
import { providerWords } from "./words.ts";

type LogoutFeature = NonNullable<NonNullable<Configuration["features"]>["rpInitiatedLogout"]>;
type AnyContext = Parameters<Parameters<Provider["use"]>[0]>[0];
type LookOf = (cookies: string | undefined) => Look;

export function logoutFeature(lookOf: LookOf): LogoutFeature {
  return {
    enabled: true,
    // Without proof that it is the cabinet that asks, a foreign page could log people out: a button, then.
    logoutSource: (ctx) => {
      const look = lookOf(ctx.get("cookie"));
      const w = providerWords(look.language);
      ctx.body = page({
        look,
        title: w.leave,
        children: (
          <>
            <h1>{w.leave}</h1>
            <form method="post" action={ctx.oidc.urlFor("end_session_confirm")}>
              <input type="hidden" name="xsrf" value={String(ctx.oidc.session?.state?.secret)} />
              <button class="btn" type="submit" name="logout" value="yes">
                {w.leaveButton}
              </button>
            </form>
          </>
        ),
      });
    },
    postLogoutSuccessSource: (ctx) => sayLeft(ctx, lookOf),
  };
}

/** Runs after the library has checked a logout request. Its own answer would be a form that needs a script. */
export async function straightLogout(ctx: AnyContext, lookOf: LookOf): Promise<void> {
  const oidc: KoaContextWithOIDC["oidc"] | undefined = ctx.oidc;
  if (oidc?.route !== "end_session" || ctx.status !== 200) return;
  const { session, entities } = oidc;
  const proved = !session?.accountId || entities.IdTokenHint?.payload.sub === session.accountId;
  if (!session || !proved) return;
  const back = session.state?.postLogoutRedirectUri; // already compared with the registered ones
  await session.destroy();
  if (typeof back === "string") ctx.redirect(back);
  else sayLeft(ctx, lookOf);
}

function sayLeft(ctx: Pick<AnyContext, "get" | "body">, lookOf: LookOf): void {
  const look = lookOf(ctx.get("cookie"));
  const w = providerWords(look.language);
  ctx.body = notice(look, w.left, w.leftText);
}

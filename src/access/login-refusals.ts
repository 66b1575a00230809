/** Why a login may come to nothing, in words for the person at the window. */
import { Refusal } from "../basics/refusal.ts";
import type { Words } from "../basics/words.ts";

/** The answer belongs to no attempt: too late, already used, or never ours. */
export const loginExpired = () =>
  refusal("LOGIN_EXPIRED", {
    ru: "Вход занял слишком много времени, или эта ссылка уже использована.",
    en: "Signing in took too long, or this link has already been used.",
  });

export const otherBrowser = () =>
  refusal("LOGIN_OTHER_BROWSER", {
    ru: "Вход начат в другом браузере или в нём отключены файлы cookie.",
    en: "Sign-in was started in another browser, or cookies are switched off.",
  });

export const loginCancelled = (cause: unknown) =>
  refusal("LOGIN_CANCELLED", { ru: "Вы отменили вход.", en: "You cancelled the sign-in." }, cause);

export const loginFailed = (cause: unknown) =>
  refusal(
    "LOGIN_FAILED",
    {
      ru: "Служба входа ответила не так, как должна, и мы не пустили никого под вашим именем.",
      en: "The sign-in service did not answer as it should, so we let nobody in under your name.",
    },
    cause,
  );

/** A form without our token: made elsewhere (CSRF), or left open since another session. */
export const staleForm = () =>
  new Refusal("not-allowed", "FORM_STALE", {
    ru: "Эта страница устарела. Откройте её заново и повторите.",
    en: "This page is out of date. Open it again and repeat.",
  });

export function loginUnavailable(cause: unknown): Refusal {
  const words = { ru: "Служба входа сейчас не отвечает.", en: "The sign-in service is not answering now." };
  return because(new Refusal("unavailable", "LOGIN_UNAVAILABLE", words), cause);
}

function refusal(code: string, words: Words, cause?: unknown): Refusal {
  return because(new Refusal("unauthenticated", code, words), cause);
}

/** The technical reason, for the log only. */
function because(refusal: Refusal, cause: unknown): Refusal {
  if (cause !== undefined) refusal.cause = cause;
  return refusal;
}

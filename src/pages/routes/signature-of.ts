/** The signature that a form of `parts/sign-document.tsx` brings: made here and put into a field, or a file made elsewhere. */
import type { FastifyRequest } from "fastify";
import { Refusal } from "../../basics/refusal.ts";

/** A CMS of one signer with its chain is some kilobytes; a form field may be 64 kB. */
const LARGEST = 64 * 1024;

/** Throws a Refusal: SIGNATURE_MISSING, SIGNATURE_TOO_LARGE, SIGNATURE_UNREADABLE. */
export function signatureOf(request: FastifyRequest): Uint8Array {
  const { signature } = (request.body ?? {}) as { signature?: unknown };
  if (typeof signature === "string" && signature.trim() !== "") return ofBase64(signature.trim());
  const file = request.uploads?.find(({ field }) => field === "signatureFile");
  if (!file) {
    throw new Refusal("invalid", "SIGNATURE_MISSING", {
      ru: "Подпишите документ ключом или приложите файл подписи",
      en: "Sign the document with a key, or attach the signature file",
    });
  }
  if (file.bytes === null || file.bytes.length > LARGEST) {
    throw new Refusal("invalid", "SIGNATURE_TOO_LARGE", {
      ru: "Файл подписи слишком велик: отсоединённая подпись занимает несколько килобайт",
      en: "The signature file is too large: a detached signature takes some kilobytes",
    });
  }
  return file.bytes;
}

function ofBase64(text: string): Uint8Array {
  if (text.length <= LARGEST && /^[A-Za-z0-9+/]+={0,2}$/.test(text)) return Buffer.from(text, "base64");
  throw new Refusal("invalid", "SIGNATURE_UNREADABLE", {
    ru: "Подпись не дошла целиком. Подпишите ещё раз",
    en: "The signature did not come whole. Sign again",
  });
}

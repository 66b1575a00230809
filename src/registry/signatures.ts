/** The signatures of a registered document: what was found of each when it was registered, with its bytes. */
import type { Keyring } from "../db/keyring.ts";
import type { Files } from "./content.ts";
import type { RegisteredSignature } from "./document.ts";

export type KeptSignature = RegisteredSignature & { readonly bytes: Uint8Array };

export function signaturesOf(
  keyring: Keyring,
  documentId: string,
  sealed: Uint8Array,
  { signatures }: Pick<Files, "signatures">,
): KeptSignature[] {
  const found = keyring.open(`signatures ${documentId}`, sealed) as RegisteredSignature[]; // sealed by `register`
  return found.map((one) => ({
    ...one,
    bytes: signatures.find(({ part }) => part === one.part)?.bytes ?? new Uint8Array(),
  }));
}

/** The second way: a key on a token, by the CryptoPro plug-in where it is in the page; where not, what to install. */
import type { SigningWords } from "../../src/contract/signing.ts";
import type { TokenSigner } from "./crypto-pro.ts";
import { button, element, filled, Status } from "./elements.ts";
import type { KeyRoom } from "./enter-room.ts";
import type { Chosen } from "./messages.ts";

export function pluginWay(
  words: SigningWords,
  room: KeyRoom,
  tokens: TokenSigner | null,
  choose: (keys: readonly Chosen[]) => void,
): HTMLElement {
  const w = words.plugin;
  const status = new Status();
  const way = element("section", { class: "stack-3 sign-way" }, element("h3", {}, w.title));
  if (tokens === null) {
    way.append(element("p", { class: "muted" }, w.absent));
    return way;
  }
  const look = button(w.look, () => void list(tokens), "btn quiet");
  way.append(element("p", { class: "muted" }, w.found), status.node, element("p", {}, look));

  async function list(signer: TokenSigner): Promise<void> {
    look.disabled = true;
    status.wait(w.looking);
    try {
      const found = await signer.list();
      const keys: Chosen[] = [];
      for (const { thumbprint, certificate } of found) {
        const described = await room.ask({ deed: "describe", certificate }).catch(() => null);
        // A certificate that cannot be read here would not be understood at the other end either.
        if (described !== null) keys.push({ described, sign: (bytes) => signer.sign(thumbprint, bytes) });
      }
      if (keys.length === 0) status.fault(w.none);
      else choose(keys);
    } catch (error) {
      status.fault(filled(w.failed, { why: error instanceof Error ? error.message : String(error) }));
    } finally {
      look.disabled = false;
    }
  }
  return way;
}

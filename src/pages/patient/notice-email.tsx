/** Letters: no address, one that waits to be confirmed, or one that is. */
import { Csrf } from "../csrf.tsx";
import { Chip } from "../parts/chip.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface EmailView {
  /** off: this house sends no letters. */
  readonly state: "off" | "none" | "waiting" | "confirmed";
  /** The confirmed address. */
  readonly address: string | null;
  /** One that a link is on its way to. */
  readonly awaited: string | null;
  /** What was typed and could not be taken. */
  readonly fault: { readonly typed: string; readonly text: string } | null;
  /** Address of the account, as its provider vouches for it; offered, never taken by itself. */
  readonly offered: string | null;
}

export function EmailChannel({ viewer, view }: { viewer: Viewer; view: EmailView }) {
  const w = words(viewer.language).noticeSettings.email;
  if (view.state === "off")
    return (
      <section class="card stack-3">
        <h2 class="like-3">{w.title}</h2>
        <p>{w.off}</p>
      </section>
    );
  return (
    <section class="card stack" id="email">
      <div class="row">
        <h2 class="like-3">{w.title}</h2>
        <Chip tone={view.address ? "good" : view.awaited ? "wait" : "plain"}>
          {view.address ? w.confirmed : view.awaited ? w.waiting : w.none}
        </Chip>
      </div>
      {view.address ? (
        <div class="row">
          <p>
            <b class="address">{view.address}</b>
          </p>
          <form method="post" action={paths.forgetEmail()}>
            <Csrf viewer={viewer} />
            <button type="submit" class="linklike">
              {w.forget}
            </button>
          </form>
        </div>
      ) : null}
      {view.awaited ? (
        <p class="measure">
          {w.awaited} <b class="address">{view.awaited}</b>. {w.awaitedAbout}
        </p>
      ) : null}
      {view.offered ? (
        <form method="post" action={paths.noticeEmail()} class="stack-2">
          <Csrf viewer={viewer} />
          <input type="hidden" name="account" value="1" />
          <p>
            {w.ofAccount} <b class="address">{view.offered}</b>
          </p>
          <button type="submit" class="btn">
            {w.useAccount}
          </button>
        </form>
      ) : null}
      <form method="post" action={paths.noticeEmail()} class="stack-3">
        <Csrf viewer={viewer} />
        <div class="field">
          <label for="address">{view.address || view.awaited ? w.other : w.label}</label>
          <p class="hint" id="address-hint">
            {w.hint}
          </p>
          {view.fault ? (
            <p class="fault" id="address-fault">
              {view.fault.text}
            </p>
          ) : null}
          <input
            id="address"
            name="address"
            type="email"
            autoComplete="email"
            required
            maxLength={254}
            value={view.fault?.typed ?? ""}
            aria-invalid={view.fault ? "true" : undefined}
            aria-describedby={view.fault ? "address-hint address-fault" : "address-hint"}
          />
        </div>
        <p>
          <button type="submit" class="btn quiet">
            {w.send}
          </button>
        </p>
      </form>
      <p class="muted small measure">{w.about}</p>
    </section>
  );
}

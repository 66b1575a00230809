/**
 * The place where a document is signed: its digests, who signs, the form that takes a signature, and in it the element
 * that makes one here. Without script the form takes a file that was signed elsewhere. The form is sent to `action` with
 * `signature` (base64 of a CMS) or the file `signatureFile`: read both by `signatureOf` of routes/signature-of.ts.
 */
import type { OrganisationKey } from "../../clinic/organisation-key.ts";
import { assetHref } from "../asset-links.ts";
import { Csrf } from "../csrf.tsx";
import { sayDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { Facts } from "./facts.tsx";
import { Tell } from "./tell.tsx";

export interface SigningView {
  /** Where the form is sent. */
  readonly action: string;
  /** Where the very bytes are, of this origin. */
  readonly bytes: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly streebog256: string;
  readonly doctor: { readonly name: string; readonly snils: string };
  readonly organisationKey: OrganisationKey;
  /** What was wrong with the signature sent before, in the reader's language. */
  readonly fault: string | null;
}

const SIGNATURE_FIELD = "signature-file";

export function SignDocument({ viewer, view }: { viewer: Viewer; view: SigningView }) {
  const w = words(viewer.language).signing;
  return (
    <section class="stack-5 signing">
      <OrganisationKeyTell viewer={viewer} organisationKey={view.organisationKey} />
      <div class="card stack-3">
        <h2>{w.digests}</h2>
        <Facts
          facts={[
            [w.doctor, <span lang="ru">{view.doctor.name}</span>],
            ["SHA-256", <Digest hex={view.sha256} />],
            [w.streebog, <Digest hex={view.streebog256} />],
          ]}
        />
        <p class="muted small">{w.digestsAbout}</p>
        <p>
          <a href={view.bytes} download>
            {w.download}
          </a>
        </p>
      </div>
      <form method="post" action={view.action} encType="multipart/form-data" class="card stack">
        <h2>{w.title}</h2>
        <Csrf viewer={viewer} />
        <input type="hidden" name="signature" value="" />
        <sign-document
          class="stack"
          data-bytes={view.bytes}
          data-sha256={view.sha256}
          data-streebog256={view.streebog256}
          data-snils={view.doctor.snils}
          data-worker={assetHref("key-room.js")}
          data-words={JSON.stringify(w.element)}
        />
        <section class="stack-3 sign-way">
          <h3>{w.upload.title}</h3>
          <p class="muted">{w.upload.about}</p>
          <div class="field">
            <label for={SIGNATURE_FIELD}>{w.upload.label}</label>
            <p class="hint small" id="signature-hint">
              {w.upload.hint}
            </p>
            {view.fault === null ? null : (
              <p class="fault" id="signature-fault">
                {view.fault}
              </p>
            )}
            <input
              id={SIGNATURE_FIELD}
              type="file"
              name="signatureFile"
              accept=".sig,.p7s,.sgn,.sign,.pem,.der,.cms"
              aria-describedby={view.fault === null ? "signature-hint" : "signature-hint signature-fault"}
              aria-invalid={view.fault === null ? undefined : "true"}
            />
          </div>
          <p>
            <button type="submit" class="btn quiet">
              {w.upload.send}
            </button>
          </p>
        </section>
      </form>
    </section>
  );
}

/** In groups of eight, so that two people can compare by voice. */
function Digest({ hex }: { hex: string }) {
  return <span class="code digest">{hex.match(/.{1,8}/g)?.join(" ")}</span>;
}

/** A warning about the organisation's key; nothing where all is well. */
export function OrganisationKeyTell({ viewer, organisationKey }: { viewer: Viewer; organisationKey: OrganisationKey }) {
  const w = words(viewer.language).signing.organisation;
  const { state, until } = organisationKey;
  switch (state) {
    case "good":
      return null;
    case "ends-soon":
      return (
        <Tell tone="wait" icon="warning" title={w.soon(until === null ? "" : sayDay(viewer.language, until))}>
          <p>{w.soonAbout}</p>
        </Tell>
      );
    case "expired":
    case "missing":
      return (
        <Tell tone="bad" icon="warning" title={w[state]}>
          <p>{w[`${state}About`]}</p>
        </Tell>
      );
  }
}

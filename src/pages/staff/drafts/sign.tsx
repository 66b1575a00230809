/** What is signed, in words and in digests, and the two ways to sign it: here, or by a file signed elsewhere. */
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { Chip } from "../../parts/chip.tsx";
import { ErrorSummary, FaultOf, type FieldFault, faultProps } from "../../parts/error-summary.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Head } from "../../parts/head.tsx";
import { Icon } from "../../parts/icon.tsx";
import { paths } from "../../paths.ts";
import { saySize } from "../../say-amount.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";

export interface SignView {
  readonly id: string;
  readonly title: string;
  readonly official: string;
  readonly patient: string;
  readonly doctor: string;
  readonly organisation: string;
  readonly version: number;
  readonly reason: string | null;
  /** Of the frozen bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly streebog256: string;
  /** Signed already, and not sent yet. */
  readonly signed: boolean;
  /** Why the signature was not taken; null: none was given. */
  readonly fault: string | null;
}

export function SignDraftPage({ viewer, view }: { viewer: Viewer; view: SignView }) {
  const w = words(viewer.language).drafts;
  const faults: FieldFault[] = view.fault ? [{ field: "signature", text: view.fault }] : [];
  return (
    <Page viewer={viewer} title={w.sign.title} current="drafts" failed={faults.length > 0}>
      <div class="stack-6">
        <Head
          viewer={viewer}
          trail={[{ href: paths.staff.drafts(), label: w.title }]}
          chips={<Chip tone="wait">{view.signed ? w.states.signed : w.states.frozen}</Chip>}
          title={w.sign.title}
        />
        <ErrorSummary viewer={viewer} faults={faults} />
        <section class="card stack-3" aria-labelledby="what">
          <h2 id="what">{w.sign.what}</h2>
          <Facts
            facts={[
              [
                w.columns.what,
                <>
                  <b>{view.title}</b>
                  <small class="under muted" lang="ru">
                    {view.official}
                  </small>
                </>,
              ],
              [w.columns.patient, <span lang="ru">{view.patient}</span>],
              [w.sign.doctor, <span lang="ru">{view.doctor}</span>],
              [w.sign.place, <span lang="ru">{view.organisation}</span>],
              view.version > 1 ? [w.corrected(view.version), <span lang="ru">{view.reason}</span>] : null,
            ]}
          />
          <p>
            <a href={paths.staff.draftPreview(view.id)}>{w.form.preview}</a>
          </p>
        </section>
        <section class="card stack-3" aria-labelledby="bytes">
          <h2 id="bytes">{w.sign.bytes}</h2>
          <p class="muted">{w.sign.bytesAbout}</p>
          <Facts
            facts={[
              [w.sign.size, <span class="num">{saySize(viewer.language, view.size)}</span>],
              [w.sign.sha, <span class="code">{view.sha256}</span>],
              [w.sign.streebog, <span class="code">{view.streebog256}</span>],
            ]}
          />
          <p>
            <a class="btn quiet" href={paths.staff.draftBytes(view.id)} download="">
              <Icon name="download" /> {w.sign.download}
            </a>
          </p>
        </section>
        {view.signed ? <SendNow viewer={viewer} id={view.id} /> : <Ways viewer={viewer} view={view} faults={faults} />}
        {view.signed ? null : (
          <form method="post" action={paths.staff.draftBack(view.id)} class="stack-2">
            <Csrf viewer={viewer} />
            <p>
              <button type="submit" class="linklike">
                {w.sign.back}
              </button>
            </p>
            <p class="small muted">{w.sign.backAbout}</p>
          </form>
        )}
      </div>
    </Page>
  );
}

function Ways({ viewer, view, faults }: { viewer: Viewer; view: SignView; faults: readonly FieldFault[] }) {
  const w = words(viewer.language).drafts.sign;
  return (
    <section class="stack-4">
      {/* Fills the same form: its field `signature` gets the signature in Base64. */}
      <sign-document
        data-form="signature-form"
        data-field="signature-text"
        data-bytes={paths.staff.draftBytes(view.id)}
        data-sha256={view.sha256}
        data-streebog256={view.streebog256}
        data-title={w.inBrowser}
      />
      <form
        id="signature-form"
        method="post"
        action={paths.staff.draftSignature(view.id)}
        encType="multipart/form-data"
        class="card stack-4"
        novalidate
      >
        <Csrf viewer={{ ...viewer, path: paths.staff.draftSign(view.id) }} />
        <h2>{w.byFile}</h2>
        <p class="muted">{w.byFileAbout}</p>
        <div class="field">
          <label for="signature">{w.file}</label>
          <p class="hint small" id="signature-hint">
            {w.fileHint}
          </p>
          <FaultOf field="signature" faults={faults} />
          <input
            id="signature"
            name="file"
            type="file"
            accept=".sig,.p7s,.sgn,.txt,.b64,application/pkcs7-signature"
            {...faultProps("signature", faults, "signature-hint")}
          />
        </div>
        <details class="more">
          <summary>{w.text}</summary>
          <div class="field">
            <label for="signature-text" class="heard">
              {w.text}
            </label>
            <textarea
              id="signature-text"
              name="signature"
              rows={4}
              maxLength={100_000}
              spellcheck={false}
              class="code"
            />
          </div>
        </details>
        <p class="muted small">{w.organisation}</p>
        <p>
          <button type="submit" class="btn">
            {w.send}
          </button>
        </p>
      </form>
    </section>
  );
}

function SendNow({ viewer, id }: { viewer: Viewer; id: string }) {
  const w = words(viewer.language).drafts.sign;
  return (
    <form method="post" action={paths.staff.draftSignature(id)} class="tell wait">
      <Icon name="pen" />
      <div class="stack-3">
        <h2>{w.signed}</h2>
        <p>{w.signedAbout}</p>
        <Csrf viewer={viewer} />
        <p>
          <button type="submit" class="btn">
            {w.sendNow}
          </button>
        </p>
      </div>
    </form>
  );
}

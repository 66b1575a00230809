/** What is signed, in words and in digests, and the ways to sign it: here with a key of one's own, or by a file signed elsewhere. */
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { Chip } from "../../parts/chip.tsx";
import { ErrorSummary } from "../../parts/error-summary.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Head } from "../../parts/head.tsx";
import { Icon } from "../../parts/icon.tsx";
import { SignDocument, type SigningView } from "../../parts/sign-document.tsx";
import { paths } from "../../paths.ts";
import { saySize } from "../../say-amount.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";

export interface SignView {
  readonly id: string;
  readonly title: string;
  readonly official: string;
  readonly patient: string;
  readonly organisation: string;
  readonly version: number;
  readonly reason: string | null;
  /** Of the frozen bytes. */
  readonly size: number;
  /** Signed already, and not sent yet. */
  readonly signed: boolean;
  readonly signing: SigningView;
}

export function SignDraftPage({ viewer, view }: { viewer: Viewer; view: SignView }) {
  const w = words(viewer.language).drafts;
  const { fault } = view.signing;
  return (
    <Page viewer={viewer} title={w.sign.title} current="drafts" failed={fault !== null}>
      <div class="stack-6">
        <Head
          viewer={viewer}
          trail={[{ href: paths.staff.drafts(), label: w.title }]}
          chips={<Chip tone="wait">{view.signed ? w.states.signed : w.states.frozen}</Chip>}
          title={w.sign.title}
        />
        <ErrorSummary viewer={viewer} faults={fault === null ? [] : [{ field: "signature-file", text: fault }]} />
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
              [w.sign.place, <span lang="ru">{view.organisation}</span>],
              view.version > 1 ? [w.corrected(view.version), <span lang="ru">{view.reason}</span>] : null,
              [w.sign.size, <span class="num">{saySize(viewer.language, view.size)}</span>],
            ]}
          />
          <p class="muted">{w.sign.bytesAbout}</p>
          <p>
            <a href={paths.staff.draftPreview(view.id)}>{w.form.preview}</a>
          </p>
        </section>
        {view.signed ? (
          <SendNow viewer={viewer} id={view.id} />
        ) : (
          <>
            <SignDocument viewer={{ ...viewer, path: paths.staff.draftSign(view.id) }} view={view.signing} />
            <p class="muted">{w.sign.organisation}</p>
            <form method="post" action={paths.staff.draftBack(view.id)} class="stack-2">
              <Csrf viewer={viewer} />
              <p>
                <button type="submit" class="linklike">
                  {w.sign.back}
                </button>
              </p>
              <p class="small muted">{w.sign.backAbout}</p>
            </form>
          </>
        )}
      </div>
    </Page>
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

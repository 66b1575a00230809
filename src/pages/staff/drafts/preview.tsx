/** A draft as its patient will see it, before anybody signs. */
import { Page } from "../../frame.tsx";
import { Chip } from "../../parts/chip.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Head } from "../../parts/head.tsx";
import { RawDocument } from "../../parts/raw-document.tsx";
import { paths } from "../../paths.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";

export interface PreviewView {
  readonly id: string;
  readonly title: string;
  /** The document as HTML of our own renderer; null while the form lacks something. */
  readonly html: string | null;
}

export function DraftPreviewPage({ viewer, view }: { viewer: Viewer; view: PreviewView }) {
  const w = words(viewer.language).drafts;
  return (
    <Page viewer={viewer} title={w.preview.title} current="drafts">
      <div class="stack-5">
        <Head
          viewer={viewer}
          trail={[
            { href: paths.staff.drafts(), label: w.title },
            { href: paths.staff.draft(view.id), label: view.title },
          ]}
          chips={<Chip tone="wait">{w.states.open}</Chip>}
          title={w.preview.title}
          lead={w.preview.lead}
        />
        <p>
          <a class="btn quiet" href={paths.staff.draft(view.id)}>
            {w.preview.back}
          </a>
        </p>
        {view.html === null ? (
          <Empty icon="document" title={w.preview.lacking}>
            <p>{w.preview.lackingAbout}</p>
            <p>
              <a class="btn" href={paths.staff.draft(view.id, { checked: 1 })}>
                {w.form.check}
              </a>
            </p>
          </Empty>
        ) : (
          <section class="card stack-5" aria-label={view.title}>
            <p class="doc-title" lang="ru">
              <b>{view.title}</b>
            </p>
            <RawDocument viewer={viewer} html={view.html} look="whole" />
          </section>
        )}
      </div>
    </Page>
  );
}

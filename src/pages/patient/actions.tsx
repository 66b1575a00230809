/** What can be done with a document: files with their sizes, print, the page for those who want to check it. */
import { Icon, type IconName } from "../parts/icon.tsx";
import { paths } from "../paths.ts";
import { holdTogether, saySize } from "../say-amount.ts";
import { sayRecentTime } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import type { DocumentView } from "./document-view.ts";

interface Act {
  readonly href: string;
  readonly icon: IconName;
  readonly name: string;
  readonly bytes: number | null;
  readonly download: boolean;
}

export function Actions({ viewer, view }: { viewer: Viewer; view: DocumentView }) {
  const w = words(viewer.language).document;
  return (
    <aside class="stack-3" aria-label={w.actions}>
      <p class="do">
        <a class="btn" href={paths.documentPdf(view.number)} download>
          <Icon name="download" />
          <span>
            {w.pdf} {view.files.pdf === null ? null : <small>{saySize(viewer.language, view.files.pdf)}</small>}
          </span>
        </a>
        <a class="btn quiet" href={paths.print(view.number)}>
          <Icon name="printer" />
          {w.print}
        </a>
        <a class="btn quiet" href={paths.paperNew({ documents: view.number })}>
          <Icon name="paper" />
          {words(viewer.language).paper.askOfDocument}
        </a>
      </p>
      {view.kind === "lab" ? (
        <p>
          <a href={paths.analyses()}>{words(viewer.language).analyses.link}</a>
        </p>
      ) : null}
      <details class="more other-files">
        <summary>{w.otherFiles}</summary>
        <ul class="acts card flat">
          {acts(viewer, view).map(({ href, icon, name, bytes, download }) => (
            <li key={href}>
              <a href={href} download={download || undefined}>
                <Icon name={icon} />
                <span>{name}</span>
                {bytes === null ? null : <small>{saySize(viewer.language, bytes)}</small>}
              </a>
            </li>
          ))}
        </ul>
      </details>
      <p class="small muted">
        {view.lastOpened ? (
          <>
            {w.lastOpened}: {view.lastOpened.self ? w.you : <span lang="ru">{holdTogether(view.lastOpened.who)}</span>},{" "}
            {sayRecentTime(viewer.language, view.lastOpened.at, viewer.now)}.
          </>
        ) : (
          w.neverOpened
        )}{" "}
        <a href={paths.journal({ document: view.number })}>{words(viewer.language).journal.ofDocumentLink}</a>
      </p>
      <p>
        <a class="btn quiet problem" href={paths.report(view.number)}>
          <Icon name="flag" />
          {words(viewer.language).report.title}
        </a>
      </p>
    </aside>
  );
}

function acts(viewer: Viewer, { number, files, signers, log }: DocumentView): Act[] {
  const w = words(viewer.language).document;
  const file = (href: string, icon: IconName, name: string, bytes: number | null): Act => {
    return { href, icon, name, bytes, download: true };
  };
  return [
    ...(files.xml === null ? [] : [file(paths.documentXml(number), "code", w.xml, files.xml)]),
    ...(files.xml === null ? [file(paths.documentCover(number), "shield", w.cover, null)] : []),
    file(paths.documentText(number), "text", w.text, null),
    ...signers.map(({ role, file: { which, bytes } }) =>
      file(paths.documentSignature(number, which), "pen", w.signature[role], bytes),
    ),
    ...(log === null ? [] : [file(paths.documentReceipt(number), "shield", w.receipt, null)]),
    file(paths.documentZip(number), "download", w.zip, null),
    { href: paths.verify(number), icon: "shield", name: w.verify, bytes: null, download: false },
  ];
}

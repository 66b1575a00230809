/** The registry's record of a document: number, time, and its place in the log, for those who want to check it themselves. */
import { Line } from "../../cda/html-words.tsx";
import { Facts } from "../parts/facts.tsx";
import { sayNumber } from "../say-amount.ts";
import { sayDay, sayMoment } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import type { DocumentView } from "./document-view.ts";
import { pairs } from "./signers.tsx";

export function Registration({ viewer, view }: { viewer: Viewer; view: DocumentView }) {
  const w = words(viewer.language).document;
  const f = words(viewer.language).frame;
  const { language } = viewer;
  return (
    <section class="stack-3">
      <h2>{w.log.title}</h2>
      <div class="card stack">
        <Facts
          facts={[
            [
              w.number,
              <span class="code-line">
                <span class="num one-line">{view.number}</span>
                <copy-text data-text={view.number} data-label={f.copy} data-done={f.copied} />
              </span>,
            ],
            [w.registered, `${sayMoment(language, view.registeredAt)} (${w.moscow})`],
            [w.issued, sayDay(language, view.issued)],
            [
              w.organisation,
              <span lang="ru">
                <Line text={view.organisation} />
              </span>,
            ],
            view.doctor
              ? [
                  w.doctor,
                  <span lang="ru">
                    <Line text={view.doctor} />
                  </span>,
                ]
              : null,
          ]}
        />
        <details class="more small">
          <summary>{w.log.details}</summary>
          <div class="stack-3">
            <p>{view.log ? w.log.about : w.log.pending}</p>
            <Facts
              facts={[
                [w.log.digest, <code>{pairs(view.sha256)}</code>],
                ...(view.log
                  ? ([
                      [w.log.index, <span class="num">{sayNumber(language, view.log.index + 1)}</span>],
                      [w.log.size, <span class="num">{sayNumber(language, view.log.size)}</span>],
                      [w.log.root, <code>{pairs(view.log.root)}</code>],
                      [w.log.sealed, sayMoment(language, view.log.sealedAt)],
                    ] as const)
                  : []),
              ]}
            />
          </div>
        </details>
      </div>
    </section>
  );
}

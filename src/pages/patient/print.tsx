/** The print view: the document on A4 with its signers, number and QR; the buttons stay on the screen. */

import { Page } from "../frame.tsx";
import { Disputed } from "../parts/disputed.tsx";
import { Dot } from "../parts/dot.tsx";
import { Facts } from "../parts/facts.tsx";
import { Qr } from "../parts/qr.tsx";
import { RawDocument } from "../parts/raw-document.tsx";
import { paths } from "../paths.ts";
import { sayDay, sayMoment } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import type { Authenticity, Signer } from "./document-view.ts";

export interface PrintView {
  readonly number: string;
  readonly title: string;
  readonly official: string;
  readonly issued: string;
  readonly organisation: string;
  /** Its patient says that it is not theirs, or that the visit never happened. */
  readonly disputed?: boolean;
  readonly html: string;
  readonly authenticity: Authenticity;
  readonly signers: readonly Signer[];
  readonly registeredAt: Date;
  /** Where anybody checks it, with host: goes into the QR. */
  readonly verifyUrl: string;
}

export function PrintPage({ viewer, view }: { viewer: Viewer; view: PrintView }) {
  const w = words(viewer.language).document;
  const { language } = viewer;
  return (
    <Page viewer={viewer} title={`${w.printPage.title}: ${view.title}`} bare>
      <div class="stack-5 printed">
        <div class="card flat screen-only stack-3">
          <p class="row">
            <print-button data-label={w.printPage.button} />
            <a href={paths.document(view.number)}>{w.printPage.back}</a>
          </p>
          <p class="muted small">
            {w.printPage.keys} {w.printPage.same}
          </p>
        </div>
        <header class="stack-2">
          <h1 lang="ru">{view.title}</h1>
          {view.disputed ? (
            <p>
              <Disputed viewer={viewer} /> {words(language).appeals.disputedPublic}
            </p>
          ) : null}
          <p class="muted">
            <span lang="ru">{view.official}</span>
            <Dot />
            {sayDay(language, view.issued)}
            <Dot />
            <span lang="ru">{view.organisation}</span>
          </p>
        </header>
        <RawDocument viewer={viewer} html={view.html} look="whole" />
        <section class="stamp">
          <div class="stack-3">
            <h2 class="like-3">{w.proof[view.authenticity]}</h2>
            <Facts
              facts={[
                ...view.signers.map(
                  ({ role, name, detail, certificate }) =>
                    [
                      w.roles[role],
                      <span lang="ru">
                        {name}
                        {detail ? `, ${detail}` : ""}
                        {certificate ? (
                          <small class="under muted">
                            {w.serial} {certificate.serial},{" "}
                            {w.validFromTo(
                              sayDay(language, certificate.notBefore),
                              sayDay(language, certificate.notAfter),
                            )}
                          </small>
                        ) : null}
                      </span>,
                    ] as const,
                ),
                [w.number, <span class="num">{view.number}</span>],
                [w.registered, `${sayMoment(language, view.registeredAt)} (${w.moscow})`],
                [w.printPage.check, <span class="code">{view.verifyUrl}</span>],
              ]}
            />
            <p class="small muted">
              {w.printPage.printed(viewer.person?.initials ?? "", sayMoment(language, viewer.now))}
            </p>
          </div>
          <Qr text={view.verifyUrl} label={w.printPage.qr} />
        </section>
      </div>
    </Page>
  );
}

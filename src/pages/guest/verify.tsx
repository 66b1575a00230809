/** «Проверить документ»: by its number or by its files, for anybody; says nothing of medicine that was not brought. */
import type { Sheet, Sheets } from "../../evidence/sheet.ts";
import { Page } from "../frame.tsx";
import { Disputed } from "../parts/disputed.tsx";
import { Facts } from "../parts/facts.tsx";
import { Head } from "../parts/head.tsx";
import { Tell } from "../parts/tell.tsx";
import { type NowSaid, Verdict } from "../parts/verdict.tsx";
import { paths } from "../paths.ts";
import { sayNumber } from "../say-amount.ts";
import { sayDay, sayMoment } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { VerifyFilesForm } from "./verify-files.tsx";

export interface VerifiedDocument {
  readonly number: string;
  readonly registeredAt: Date;
  readonly organisation: string;
  /** When the version that replaces it was registered; null while it is in force. */
  readonly replacedAt: Date | null;
  /** When it was erased by a court's decision: then this alone is told. */
  readonly erasedAt?: Date | null;
  /** Place in the log from 0; null until sealed. */
  readonly index: number | null;
  /** Its patient disputes it, and this is being checked. */
  readonly disputed?: boolean;
}

export interface VerifyView {
  /** What was typed; "" on the first visit. */
  readonly asked: string;
  /** `misshapen`: not a number at all; `none`: a number that the registry does not know; null: nothing asked yet. */
  readonly answer: VerifiedDocument | "misshapen" | "none" | null;
  /** What files were brought and judged by the server; none: no files. */
  readonly judged?: JudgedFiles;
  /** Why files could not be taken. */
  readonly fault?: "nothing" | "tooMuch";
}

export interface JudgedFiles {
  readonly sheets: readonly (Sheet & { readonly nowSaid: NowSaid })[];
  readonly troubles: Sheets["troubles"];
}

/** The first form sends `number` by GET to `paths.verify()`; an answer lives at `paths.verify(number)`. */
export function VerifyPage({ viewer, view }: { viewer: Viewer; view: VerifyView }) {
  const w = words(viewer.language).verify;
  const { answer } = view;
  const found = answer !== null && typeof answer === "object" ? answer : null;
  return (
    <Page
      viewer={viewer}
      title={w.title}
      failed={answer === "misshapen" || view.fault !== undefined}
      script="verify.js"
    >
      <div class="stack-6">
        <Head viewer={viewer} title={w.title}>
          {found || view.judged ? null : <p class="lead">{w.lead}</p>}
        </Head>
        {view.judged ? <Judged viewer={viewer} judged={view.judged} /> : null}
        {found ? <Found viewer={viewer} found={found} /> : null}
        {answer === "none" ? (
          <Tell tone="wait" icon="warning" title={w.none}>
            <p>{w.asked(view.asked)}</p>
            <p>{w.noneAbout}</p>
          </Tell>
        ) : null}
        <NumberForm viewer={viewer} view={view} />
        <VerifyFilesForm viewer={viewer} fault={view.fault ?? null} />
        <section class="prose">
          <h2 class="like-3">{w.alone.title}</h2>
          <p>{w.alone.about}</p>
          <p>
            <a href={paths.verifyAlone()} download>
              {w.alone.link}
            </a>
          </p>
          <h2 class="like-3">{w.what}</h2>
          <p>{w.now.separate}</p>
          <p>{w.whatText}</p>
        </section>
      </div>
    </Page>
  );
}

function Judged({ viewer, judged: { sheets, troubles } }: { viewer: Viewer; judged: JudgedFiles }) {
  return (
    <div class="stack-5">
      {troubles.map(({ file, words: said }) => (
        <Tell key={file} tone="bad" icon="warning" title={file}>
          <p>{said}</p>
        </Tell>
      ))}
      {sheets.map((sheet) => (
        <Verdict key={sheet.file} viewer={viewer} sheet={sheet} now={sheet.nowSaid} />
      ))}
      <p class="screen-only">
        <print-button data-label={words(viewer.language).verify.files.print} />
      </p>
    </div>
  );
}

function NumberForm({ viewer, view: { asked, answer } }: { viewer: Viewer; view: VerifyView }) {
  const w = words(viewer.language).verify;
  const found = answer !== null && typeof answer === "object";
  return (
    <form method="get" action={paths.verify()} class="card stack">
      <h2>{w.byNumber}</h2>
      <p>{w.byNumberLead}</p>
      <div class="field">
        <label for="number">{found ? w.another : w.label}</label>
        <p class="hint small" id="number-hint">
          {w.hint}
        </p>
        {answer === "misshapen" ? (
          <p class="fault" id="number-fault">
            {w.misshapen}
          </p>
        ) : null}
        <input
          id="number"
          type="text"
          name="number"
          class="num"
          inputMode="decimal"
          autocomplete="off"
          maxLength={40}
          value={found ? "" : asked}
          aria-describedby={answer === "misshapen" ? "number-hint number-fault" : "number-hint"}
          aria-invalid={answer === "misshapen" ? "true" : undefined}
        />
      </div>
      <p>
        <button type="submit" class="btn">
          {w.button}
        </button>
      </p>
      <scan-code
        class="stack-2"
        data-label={w.scan.label}
        data-stop={w.scan.stop}
        data-aim={w.scan.aim}
        data-failed={w.scan.failed}
        data-strange={w.scan.strange}
      >
        <p class="small muted">{w.scan.without}</p>
      </scan-code>
    </form>
  );
}

function Found({ viewer, found }: { viewer: Viewer; found: VerifiedDocument }) {
  const w = words(viewer.language).verify;
  const { language } = viewer;
  if (found.erasedAt) {
    return (
      <Tell tone="wait" icon="warning" title={w.erased}>
        <p>{w.erasedAbout(sayDay(language, found.erasedAt))}</p>
        <Facts facts={[[w.number, <span class="num one-line">{found.number}</span>]]} />
      </Tell>
    );
  }
  return (
    <Tell
      tone={found.replacedAt ? "wait" : "good"}
      icon={found.replacedAt ? "history" : "shield"}
      title={found.replacedAt ? w.replaced : w.current}
    >
      {found.replacedAt ? <p>{w.replacedAbout(sayDay(language, found.replacedAt))}</p> : null}
      {found.disputed ? (
        <p>
          <Disputed viewer={viewer} /> {words(language).appeals.disputedPublic}
        </p>
      ) : null}
      <Facts
        facts={[
          [w.number, <span class="num one-line">{found.number}</span>],
          [w.registered, sayMoment(language, found.registeredAt)],
          [w.organisation, <span lang="ru">{found.organisation}</span>],
          [w.place, found.index === null ? w.notPlaced : <span class="num">{sayNumber(language, found.index)}</span>],
        ]}
      />
    </Tell>
  );
}

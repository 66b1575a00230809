/** «Проверка подписи подробно»: each signature judged anew, in three layers: the answer, the questions, the facts. */
import type { BlockReport, SignatureReport } from "../../cms/layers.ts";
import type { ConstraintName } from "../../cms/policy.ts";
import type { ConstraintResult } from "../../cms/report.ts";
import { Page } from "../frame.tsx";
import { Chip } from "../parts/chip.tsx";
import { type Fact, Facts } from "../parts/facts.tsx";
import { Head } from "../parts/head.tsx";
import { paths } from "../paths.ts";
import { sayMoment } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { pairs } from "./signers.tsx";

export interface SignatureCheckView {
  readonly number: string;
  readonly title: string;
  readonly reports: readonly SignatureReport[];
}

const tones = { "TOTAL-PASSED": "good", INDETERMINATE: "wait", "TOTAL-FAILED": "bad" } as const;
const outcomeTones = {
  passed: "good",
  warned: "wait",
  failed: "bad",
  indeterminate: "wait",
  "not-asked": "plain",
} as const;

export function SignatureCheckPage({ viewer, view }: { viewer: Viewer; view: SignatureCheckView }) {
  const w = words(viewer.language).signature;
  return (
    <Page viewer={viewer} title={`${w.title}: ${view.title}`} current="documents">
      <div class="stack-5">
        <Head
          viewer={viewer}
          trail={[
            { href: paths.documents(), label: words(viewer.language).documents.title },
            { href: paths.document(view.number), label: view.title },
          ]}
          title={w.title}
          lead={w.lead}
        />
        {view.reports.length === 0 ? <p class="card">{w.none}</p> : null}
        {view.reports.map((report) => (
          <section class="stack-3" key={report.diagnostic.signer?.fingerprint}>
            <h2 lang="ru">{report.simple.signedBy ?? "—"}</h2>
            <Report viewer={viewer} report={report} />
          </section>
        ))}
      </div>
    </Page>
  );
}

function Report({ viewer, report }: { viewer: Viewer; report: SignatureReport }) {
  const w = words(viewer.language).signature;
  const { simple, detailed } = report;
  const moment = (text: string) => sayMoment(viewer.language, new Date(text));
  return (
    <div class="card stack">
      <p class="row">
        <Chip tone={tones[simple.indication]}>{words(viewer.language).document.verdict[simple.indication]}</Chip>
      </p>
      <p>{simple.subIndication ? w.meanings[simple.subIndication] : w.passed}</p>
      {simple.provisional ? <p class="small muted">{w.provisional}</p> : null}
      <Facts
        facts={[
          [w.proven, `${moment(simple.bestTime)}, ${w.provenBy[simple.provenBy]}`],
          simple.signingTime ? [w.claimed, moment(simple.signingTime)] : null,
          [w.code, <span class="code">{[simple.indication, simple.subIndication].filter(Boolean).join(" ")}</span>],
          [w.nearest, <span class="code">{simple.cadesCode}</span>],
        ]}
      />
      <Blocks viewer={viewer} blocks={detailed.blocks} />
      {detailed.timestamps.map((stamp) => (
        <details class="more small">
          <summary>
            {w.timestamp[stamp.kind]}: {stamp.subIndication ? w.meanings[stamp.subIndication] : w.outcomes.passed}
          </summary>
          <Blocks viewer={viewer} blocks={stamp.blocks} />
        </details>
      ))}
      {detailed.counterSignatures.map((counter) => (
        <details class="more small">
          <summary>
            {w.counter}: <span lang="ru">{counter.simple.signedBy ?? "—"}</span>
          </summary>
          <Report viewer={viewer} report={counter} />
        </details>
      ))}
      <details class="more small">
        <summary>{w.facts}</summary>
        <Facts facts={factsOf(viewer, report)} />
      </details>
    </div>
  );
}

function Blocks({ viewer, blocks }: { viewer: Viewer; blocks: readonly BlockReport[] }) {
  const w = words(viewer.language).signature;
  return (
    <div class="stack-2">
      {blocks.map(({ block, outcome, constraints }) => (
        <details class="more small" open={outcome !== "passed" && outcome !== "not-asked"}>
          <summary>
            {w.blocks[block]} ({block}): {w.outcomes[outcome]}
          </summary>
          <div class="stack-2">
            {outcome === "not-asked" ? null : <Chip tone={outcomeTones[outcome]}>{w.outcomes[outcome]}</Chip>}
            <ul>
              {constraints.map((one) => (
                <Constraint viewer={viewer} constraint={one} />
              ))}
            </ul>
          </div>
        </details>
      ))}
    </div>
  );
}

function Constraint({ viewer, constraint: one }: { viewer: Viewer; constraint: ConstraintResult }) {
  const w = words(viewer.language).signature;
  const known: Partial<Record<string, string>> = w.constraints satisfies Record<ConstraintName, string>;
  return (
    <li>
      {known[one.constraint] ?? one.constraint}: <b>{one.met ? w.met : w.unmet}</b>
      {one.met ? null : ` (${w.levels[one.level]})`}
      {one.expected ? (
        <small class="under">
          {w.expected}: <span class="code">{one.expected}</span>
        </small>
      ) : null}
      {one.found ? (
        <small class="under">
          {w.found}: <span class="code">{one.found}</span>
        </small>
      ) : null}
    </li>
  );
}

function factsOf(viewer: Viewer, { simple, diagnostic }: SignatureReport): Fact[] {
  const w = words(viewer.language).signature;
  const d = words(viewer.language).document;
  const { signer, documentDigest, digestAlgorithm, signatureAlgorithm, chain, revocation } = diagnostic;
  return [
    [w.policy, simple.policy],
    [d.serial, signer ? <code>{pairs(signer.serial)}</code> : null],
    [d.fingerprint, signer ? <code>{pairs(signer.fingerprint)}</code> : null],
    [w.algorithm, signatureAlgorithm],
    [w.digest, documentDigest ? <code>{`${digestAlgorithm}: ${pairs(documentDigest)}`}</code> : null],
    ...chain.map(
      ({ subject, fingerprint }): Fact => [
        w.chain,
        <>
          <span lang="ru">{subject}</span> <code>{pairs(fingerprint.slice(0, 16))}</code>
        </>,
      ],
    ),
    ...revocation.map(
      ({ kind, thisUpdate, final, fingerprint }): Fact => [
        w.revocation,
        <>
          {w.sources[kind]}, {w.issued} {sayMoment(viewer.language, new Date(thisUpdate))},{" "}
          {final ? w.final : w.notFinal} <code>{pairs(fingerprint.slice(0, 16))}</code>
        </>,
      ],
    ),
  ];
}

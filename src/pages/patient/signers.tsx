/** «Кто подписал»: each signature with its verdict in words, and the certificate behind it for those who want it. */
import { Chip } from "../parts/chip.tsx";
import { Facts } from "../parts/facts.tsx";
import { paths } from "../paths.ts";
import { holdTogether } from "../say-amount.ts";
import { sayDay, sayMoment } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import type { Signer } from "./document-view.ts";

const tones = { "TOTAL-PASSED": "good", INDETERMINATE: "wait", "TOTAL-FAILED": "bad" } as const;

interface SignersProps {
  readonly viewer: Viewer;
  readonly number: string;
  readonly signers: readonly Signer[];
}

export function Signers({ viewer, number, signers }: SignersProps) {
  const w = words(viewer.language).document;
  return (
    <section class="stack-3">
      <h2>{w.signers}</h2>
      <ul class="card signers">
        {signers.map((signer) => (
          <li key={signer.file.which} class="stack-2">
            <p class="muted small">{w.roles[signer.role]}</p>
            <p>
              <b lang="ru">{holdTogether(signer.name)}</b>
              {signer.detail ? <span lang="ru">, {signer.detail}</span> : null}
            </p>
            <p class="row small">
              <Chip tone={tones[signer.indication]}>{w.verdict[signer.indication]}</Chip>
              {signer.signedAt ? (
                <span class="muted">
                  {w.signedAt} {sayMoment(viewer.language, signer.signedAt)}
                </span>
              ) : null}
            </p>
            {signer.reason ? <p class="small">{signer.reason}</p> : null}
            {signer.certificate ? <Certificate viewer={viewer} certificate={signer.certificate} /> : null}
          </li>
        ))}
      </ul>
      <p class="small">
        <a href={paths.signatureCheck(number)}>{words(viewer.language).signature.link}</a>
      </p>
    </section>
  );
}

function Certificate({ viewer, certificate: c }: { viewer: Viewer; certificate: NonNullable<Signer["certificate"]> }) {
  const w = words(viewer.language).document;
  return (
    <details class="more small">
      <summary>{w.certificate}</summary>
      <Facts
        facts={[
          [w.owner, <span lang="ru">{c.subject}</span>],
          [w.issuer, <span lang="ru">{c.issuer}</span>],
          [w.serial, <code>{pairs(c.serial)}</code>],
          [w.valid, w.validFromTo(sayDay(viewer.language, c.notBefore), sayDay(viewer.language, c.notAfter))],
          [w.algorithm, c.algorithm],
          [w.fingerprint, <code>{pairs(c.fingerprint)}</code>],
        ]}
      />
    </details>
  );
}

/** «4A 17 … 9C»: hex in groups of four digits, so that a person can compare it. */
export function pairs(hex: string): string {
  return hex.toUpperCase().replace(/(.{4})(?=.)/g, "$1 ");
}

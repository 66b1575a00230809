/** The proof, visible but quiet: one block that says whether the document is authentic, and the way to the how. */
import { Dot } from "../parts/dot.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import { holdTogether, sayNumber } from "../say-amount.ts";
import { sayDay, sayRecentTime } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import type { DocumentView } from "./document-view.ts";

const looks = {
  genuine: { tone: "good", icon: "shield" },
  replaced: { tone: "wait", icon: "history" },
  unproven: { tone: "wait", icon: "shieldAlert" },
  broken: { tone: "bad", icon: "shieldAlert" },
} as const;

export function Proof({ viewer, view }: { viewer: Viewer; view: DocumentView }) {
  const w = words(viewer.language).document;
  const { authenticity } = view;
  const held = authenticity === "genuine" || authenticity === "replaced";
  return (
    <Tell {...looks[authenticity]} title={w.proof[authenticity]}>
      {authenticity === "replaced" && view.newer ? (
        <p>
          <a href={paths.document(view.newer.number)}>{w.proof.newer}</a>
          <Dot />
          {sayDay(viewer.language, view.newer.registeredAt)}
        </p>
      ) : null}
      <p class="small">
        {authenticity === "unproven" ? w.proof.unprovenAbout : null}
        {authenticity === "broken" ? w.proof.brokenAbout : null}
        {held ? w.proof.signedBy(holdTogether(view.signers.map(({ name }) => name).join(", "))) : null}{" "}
        {held
          ? view.log
            ? w.proof.recorded(sayNumber(viewer.language, view.log.index + 1))
            : w.proof.notYetRecorded
          : null}{" "}
        {w.proof.checked(sayRecentTime(viewer.language, view.checkedAt, viewer.now))}{" "}
        <a href={paths.help("proof")}>{w.proof.how}</a>
      </p>
    </Tell>
  );
}

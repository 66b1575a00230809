/** A corrected version of a document that was written elsewhere: what is changed is changed, what tells versions apart is new, every other byte is as it was. */
import { type Edit, type Spot, spotsOf } from "./spots.ts";
import { survey } from "./survey.ts";
import { escaped } from "./tokens.ts";

export interface NewVersion {
  readonly version: number;
  /** In the organisation's own numbering. */
  readonly id: string;
  /** HL7 time stamp with its zone. */
  readonly created: string;
  /** What it mends; stands at the head of the first section that has words. */
  readonly mended: string;
}

export interface Amendable {
  readonly spots: readonly Spot[];
  /** `changes`: by id of the spot. */
  amend(changes: ReadonlyMap<string, { readonly text: string; readonly name: string }>, head: NewVersion): Uint8Array;
}

/** `bytes` must have been read by `readDocument`. */
export function amendable(bytes: Uint8Array): Amendable {
  const source = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const found = survey(source);
  const spots = spotsOf(found, source);
  return {
    spots,
    amend(changes, { version, id, created, mended }) {
      const fresh: Readonly<Record<string, string>> = {
        "id/@extension": id,
        "effectiveTime/@value": created,
        "versionNumber/@value": String(version),
        "author/time/@value": created,
        "legalAuthenticator/time/@value": created,
      };
      const edits: Edit[] = Object.entries(fresh).flatMap(([path, text]) => {
        const at = found.head.get(path);
        return at ? [{ range: at.range, text: escaped(text) }] : [];
      });
      const place = found.sections.find(({ textAt }) => textAt !== null)?.textAt;
      if (place)
        edits.push({ range: { start: place.at, end: place.at }, text: mendedLine(place.prefix, version, mended) });
      for (const spot of spots) {
        const change = changes.get(spot.id);
        if (change) edits.push(...spot.change(change.text, change.name));
      }
      return new TextEncoder().encode(applied(source, edits));
    },
  };
}

function mendedLine(prefix: string, version: number, mended: string): string {
  const label = `<${prefix}content styleCode="Bold">Версия ${version}, исправленная: </${prefix}content>`;
  return `<${prefix}paragraph>${label}${escaped(mended)}</${prefix}paragraph>`;
}

/** From the end to the start; of two that would change the same letters the first goes. */
function applied(source: string, edits: readonly Edit[]): string {
  const ordered = edits.toSorted((a, b) => b.range.start - a.range.start || b.range.end - a.range.end);
  let [text, limit] = [source, source.length + 1];
  for (const { range, text: fresh } of ordered) {
    if (range.end > limit) continue;
    text = text.slice(0, range.start) + fresh + text.slice(range.end);
    limit = range.start;
  }
  return text;
}

/** Which part of the document it is: the document's own titles, outermost first, or ours for its head. */
import type { PartChanges } from "../../cda/difference.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export function PartTitle({ viewer, part }: { viewer: Viewer; part: Pick<PartChanges, "id" | "path"> }) {
  const w = words(viewer.language).changes;
  if (part.path.length === 0) return <>{part.id === "main" ? w.main : w.head}</>;
  return <span lang="ru">{part.path.join(" — ")}</span>;
}

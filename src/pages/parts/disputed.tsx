/** «Оспаривается пациентом»: what every reader of a document is told until the appeal about it is closed. */
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { Chip } from "./chip.tsx";

export function Disputed({ viewer }: { viewer: Viewer }) {
  return <Chip tone="bad">{words(viewer.language).appeals.disputed}</Chip>;
}

/** The hidden field that every form carries. */
import type { Viewer } from "./viewer.ts";

export function Csrf({ viewer }: { viewer: Viewer }) {
  return <input type="hidden" name="csrf" value={viewer.csrf} />;
}

/** Where the form comes back to: this page. */
export function ReturnHere({ viewer }: { viewer: Viewer }) {
  return <input type="hidden" name="return" value={viewer.path} />;
}

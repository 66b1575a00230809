/** The hidden fields that every form carries: its token, and the page it stands on, so that what is typed can come back. */
import type { Viewer } from "./viewer.ts";

export function Csrf({ viewer }: { viewer: Viewer }) {
  return (
    <>
      <input type="hidden" name="csrf" value={viewer.csrf} />
      <input type="hidden" name="page" value={viewer.path} />
    </>
  );
}

/** Where the form comes back to: this page. */
export function ReturnHere({ viewer }: { viewer: Viewer }) {
  return <input type="hidden" name="return" value={viewer.path} />;
}

/** A page as text: the one place where TSX becomes HTML. */
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";

/** The whole page with its doctype. Everything in `vnode` is escaped but what `<RawDocument>` inserts. */
export function renderPage(vnode: VNode): string {
  return `<!doctype html>${renderToString(vnode)}`;
}

/** The custom elements of `browser/`, as TSX may write them. They improve what already works, so they hold plain HTML. */
import type { ComponentChildren } from "preact";

interface CustomElement {
  class?: string;
  children?: ComponentChildren;
  [data: `data-${string}`]: string | number | boolean | undefined;
}

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "live-news": CustomElement;
      "live-switch": CustomElement;
      "copy-text": CustomElement;
      "count-words": CustomElement;
      "ask-first": CustomElement;
      "sign-document": CustomElement;
      "print-button": CustomElement;
      "root-probe": CustomElement;
      "code-search": CustomElement;
      "draft-saver": CustomElement;
      "session-end": CustomElement;
      "push-switch": CustomElement;
      "verify-files": CustomElement;
      "scan-code": CustomElement;
    }
  }
}

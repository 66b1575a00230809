/** A page with nothing on it but what is signed. */
import { Page } from "../../src/pages/frame.tsx";
import { Head } from "../../src/pages/parts/head.tsx";
import { SignDocument, type SigningView } from "../../src/pages/parts/sign-document.tsx";
import type { Viewer } from "../../src/pages/viewer.ts";

export function SignPage({ viewer, view }: { viewer: Viewer; view: SigningView }) {
  return (
    <Page viewer={viewer} title="Подписать документ" failed={view.fault !== null}>
      <div class="stack-5">
        <Head viewer={viewer} title="Подписать документ" />
        <SignDocument viewer={viewer} view={view} />
      </div>
    </Page>
  );
}

/** The part of «Проверить документ» that takes files: by form to the server, with script in the reader's own browser. */
import { Csrf } from "../csrf.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export function VerifyFilesForm({ viewer, fault }: { viewer: Viewer; fault: "nothing" | "tooMuch" | null }) {
  const { files: w, now } = words(viewer.language).verify;
  return (
    <verify-files
      class="card stack"
      data-trust={paths.verifyTrust()}
      data-now={paths.verifyNow()}
      data-language={viewer.language}
      data-nothing={w.nothing}
      data-too-much={w.tooMuch}
      data-reading={w.reading}
      data-judging={w.judging}
      data-failed={w.failed}
      data-print={w.print}
      data-now-unasked={now.unasked}
      data-now-failed={now.failed}
    >
      <h2>{w.title}</h2>
      <p>{w.lead}</p>
      <form method="post" action={paths.verifyFiles()} enctype="multipart/form-data" class="stack">
        <Csrf viewer={viewer} />
        <div class="field">
          <label for="files">{w.label}</label>
          <p class="hint small" id="files-hint">
            {w.hint}
          </p>
          {fault ? (
            <p class="fault" id="files-fault">
              {w[fault]}
            </p>
          ) : null}
          <input
            id="files"
            type="file"
            name="files"
            multiple
            aria-describedby={fault ? "files-hint files-fault" : "files-hint"}
            aria-invalid={fault ? "true" : undefined}
          />
        </div>
        <p class="small muted" data-here="" hidden>
          {w.drop}
        </p>
        <p class="small muted" data-sent="">
          {w.sent}
        </p>
        <p>
          <button type="submit" class="btn">
            {w.button}
          </button>
        </p>
      </form>
    </verify-files>
  );
}

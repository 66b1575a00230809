/** Push to browsers: switched on by script in the browser itself, switched off here by anybody. */
import { Csrf } from "../csrf.tsx";
import { Chip } from "../parts/chip.tsx";
import { paths } from "../paths.ts";
import { sayDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface PushView {
  /** The house's public key, for the browser; null: this house sends no push. */
  readonly key: string | null;
  readonly devices: readonly { readonly id: string; readonly name: string | null; readonly addedAt: Date }[];
}

export function PushChannel({ viewer, view }: { viewer: Viewer; view: PushView }) {
  const w = words(viewer.language).noticeSettings.push;
  if (view.key === null)
    return (
      <section class="card stack-3">
        <h2 class="like-3">{w.title}</h2>
        <p>{w.off}</p>
      </section>
    );
  return (
    <section class="card stack" id="push">
      <div class="row">
        <h2 class="like-3">{w.title}</h2>
        <Chip tone={view.devices.length > 0 ? "good" : "plain"}>{view.devices.length > 0 ? w.isOn : w.isOff}</Chip>
      </div>
      <p class="measure">{w.about}</p>
      <push-switch
        class="stack-2"
        data-key={view.key}
        data-worker={paths.pushWorker()}
        data-send={paths.addPush()}
        data-csrf={viewer.csrf}
        data-here={`${paths.noticeSettings("saved")}#push`}
        data-on={w.on}
        data-refused={w.refused}
        data-failed={w.failed}
      >
        <p class="muted">{w.noScript}</p>
      </push-switch>
      {view.devices.length > 0 ? (
        <ul class="sessions">
          {view.devices.map(({ id, name, addedAt }) => (
            <li key={id}>
              <p>
                <b>{name ?? w.unknown}</b>
                <small class="under muted">{w.since(sayDay(viewer.language, addedAt))}</small>
              </p>
              <form method="post" action={paths.removePush(id)}>
                <Csrf viewer={viewer} />
                <button type="submit" class="linklike" aria-label={w.removeOf(name ?? w.unknown)}>
                  {w.remove}
                </button>
              </form>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

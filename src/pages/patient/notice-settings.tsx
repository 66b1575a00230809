/** «Куда присылать уведомления»: the cabinet always, letters and the browser as one likes, and not at night. */
import type { NoticeGroup } from "../../notify/kinds.ts";
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import { Said } from "../parts/said.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { EmailChannel, type EmailView } from "./notice-email.tsx";
import { PushChannel, type PushView } from "./notice-push.tsx";

export type Choice = `${NoticeGroup} ${"email" | "push"}`;

export interface NoticeSettingsView {
  readonly email: EmailView;
  readonly push: PushView;
  readonly paused: boolean;
  readonly groups: readonly NoticeGroup[];
  readonly muted: readonly Choice[];
  readonly quiet: boolean;
  readonly zone: string;
  /** IANA names, from west to east. */
  readonly zones: readonly string[];
  /** What has just been done; null otherwise. */
  readonly done: "saved" | "mailed" | "forgotten" | "paused" | "resumed" | "push-off" | null;
}

export function NoticeSettingsPage({ viewer, view }: { viewer: Viewer; view: NoticeSettingsView }) {
  const w = words(viewer.language).noticeSettings;
  return (
    <Page
      viewer={viewer}
      title={view.email.fault ? `${words(viewer.language).frame.failed}: ${w.title}` : w.title}
      current="profile"
    >
      <div class="stack-6">
        <Said text={view.done && w.done[view.done]} />
        <Head
          viewer={viewer}
          trail={[{ href: paths.profile(), label: words(viewer.language).profile.title }]}
          title={w.title}
          lead={w.lead}
        />
        {view.email.fault ? (
          <Tell tone="bad" icon="warning" title={w.email.mend}>
            <p>
              <a href="#address">{view.email.fault.text}</a>
            </p>
          </Tell>
        ) : null}
        {view.paused ? (
          <Tell tone="wait" icon="bell" title={w.paused}>
            <p>{w.pausedAbout}</p>
            <Pause viewer={viewer} pause={false} />
          </Tell>
        ) : null}
        <section class="card stack-3">
          <h2 class="like-3">{w.cabinet.title}</h2>
          <p>{w.cabinet.about}</p>
          <p>
            <a href={paths.notices()}>{w.cabinet.open}</a>
          </p>
        </section>
        <EmailChannel viewer={viewer} view={view.email} />
        <PushChannel viewer={viewer} view={view.push} />
        <Choices viewer={viewer} view={view} />
        {view.paused ? null : (
          <section class="stack-3">
            <h2 class="like-3">{w.offTitle}</h2>
            <p class="measure">{w.offAbout}</p>
            <Pause viewer={viewer} pause />
          </section>
        )}
      </div>
    </Page>
  );
}

function Choices({ viewer, view }: { viewer: Viewer; view: NoticeSettingsView }) {
  const w = words(viewer.language).noticeSettings;
  const channels = [
    { channel: "email", off: view.email.state === "off" },
    { channel: "push", off: view.push.key === null },
  ] as const;
  return (
    <form method="post" action={paths.noticeSettings()} class="card stack-5">
      <div class="stack-2">
        <Csrf viewer={viewer} />
        <h2 class="like-3">{w.what}</h2>
        <p class="muted measure">{w.whatAbout}</p>
      </div>
      {view.groups.map((group) => (
        <fieldset class="field" key={group}>
          <legend>{w.groups[group].name}</legend>
          <p class="hint">{w.groups[group].about}</p>
          <div class="choices">
            {channels.map(({ channel, off }) => (
              <label class="choice" key={channel}>
                <input
                  type="checkbox"
                  name={`${group}-${channel}`}
                  value="1"
                  checked={!view.muted.includes(`${group} ${channel}`)}
                  disabled={off}
                />
                <span>
                  {w.channels[channel]}
                  {off ? <small class="under muted">{w.channelOff}</small> : null}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <fieldset class="field">
        <legend>{w.quiet.title}</legend>
        <div class="stack-3">
          <label class="choice">
            <input type="checkbox" name="quiet" value="1" checked={view.quiet} />
            <span>{w.quiet.label}</span>
          </label>
          <div class="field">
            <label for="zone">{w.quiet.zone}</label>
            <select id="zone" name="zone">
              {view.zones.map((zone) => (
                <option key={zone} value={zone} selected={zone === view.zone}>
                  {w.zones[zone as keyof typeof w.zones] ?? zone}
                </option>
              ))}
            </select>
          </div>
        </div>
      </fieldset>
      <p>
        <button type="submit" class="btn">
          {w.save}
        </button>
      </p>
    </form>
  );
}

function Pause({ viewer, pause }: { viewer: Viewer; pause: boolean }) {
  const w = words(viewer.language).noticeSettings;
  return (
    <form method="post" action={paths.pauseNotices()}>
      <Csrf viewer={viewer} />
      <button type="submit" class={pause ? "btn quiet" : "btn"} name="pause" value={pause ? "1" : "0"}>
        {pause ? w.off : w.on}
      </button>
    </form>
  );
}

/** «Войти как»: a person who is both patient and staff says whom they are now. Each choice is a button of one form. */
import type { Post } from "../../access/account.ts";
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import { Icon, type IconName } from "../parts/icon.tsx";
import type { Viewer } from "../viewer.ts";
import { addresses } from "./addresses.ts";
import { loginWords } from "./words.ts";

export interface AsProps {
  readonly viewer: Viewer;
  readonly posts: readonly Post[];
  /** Where the person wanted to go, as a patient. */
  readonly to: string | null;
}

const iconOf = {
  doctor: "stethoscope",
  registrar: "list",
  head: "building",
  support: "help",
  region: "map",
  administrator: "building",
} satisfies Record<Post["role"], IconName>;

export function AsPage({ viewer, posts, to }: AsProps) {
  const w = loginWords(viewer.language).as;
  return (
    <Page viewer={viewer} title={w.title} bare>
      <div class="stack-6">
        <Head viewer={viewer} title={w.title} lead={w.lead} />
        <form method="post" action={addresses.as()}>
          <Csrf viewer={viewer} />
          {to ? <input type="hidden" name="to" value={to} /> : null}
          <fieldset>
            <legend class="heard">{w.legend}</legend>
            <div class="card measure">
              <ul class="acts">
                <Choice value="patient" icon="person" title={w.patient} about={w.patientAbout} />
                {posts.map(({ staffId, role, position, organisation }) => (
                  <Choice
                    key={staffId}
                    value={staffId}
                    icon={iconOf[role]}
                    title={w.roles[role]}
                    about={[position, organisation].filter(Boolean).join(", ")}
                    russian
                  />
                ))}
              </ul>
            </div>
          </fieldset>
        </form>
        <p class="muted measure">{w.apart}</p>
      </div>
    </Page>
  );
}

interface ChoiceProps {
  readonly value: string;
  readonly icon: IconName;
  readonly title: string;
  readonly about: string;
  /** Posts and organisations are named in Russian in any interface. */
  readonly russian?: boolean;
}

function Choice({ value, icon, title, about, russian = false }: ChoiceProps) {
  return (
    <li>
      <button class="linklike" type="submit" name="as" value={value}>
        <Icon name={icon} />
        <span>
          <b>{title}</b>
          <br />
          <span class="small muted" lang={russian ? "ru" : undefined}>
            {about}
          </span>
        </span>
        <Icon name="arrow" />
      </button>
    </li>
  );
}

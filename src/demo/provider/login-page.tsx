/** «Кем войти?»: a list of invented people, each a button of one form, and a field for the login. Needs no script. */
import type { DemoPerson } from "./people.ts";
import { type Look, page } from "./shell.tsx";
import { type ProviderWords, providerWords } from "./words.ts";

export interface LoginPage {
  readonly look: Look;
  readonly people: readonly DemoPerson[];
  /** What was typed and found nobody. */
  readonly unknown: string | null;
  readonly now: Date;
}

export function loginPage({ look, people, unknown, now }: LoginPage): string {
  const w = providerWords(look.language);
  const of = (group: DemoPerson["group"]) => people.filter((person) => person.group === group);
  const list = { w, look, now };
  return page({
    look,
    title: w.title,
    failed: unknown !== null,
    children: (
      <>
        <div class="head">
          <h1>{w.title}</h1>
          <p class="lead">{w.lead}</p>
        </div>
        <div class="tell wait">
          <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 4 21 19.5H3zM12 10v4.5M12 17h.01" />
          </svg>
          <div class="stack-2">
            <h2>{w.notice}</h2>
            <p>{w.noticeText}</p>
          </div>
        </div>
        <form method="post" class="stack-6">
          <div class="card stack-3 measure">
            <div class="field">
              <label for="login">{w.login}</label>
              <p id="login-hint" class="hint">
                {w.loginHint}
              </p>
              {unknown === null ? null : (
                <p id="login-error" class="fault">
                  {w.unknown}
                </p>
              )}
              <input
                id="login"
                name="login"
                type="text"
                value={unknown ?? ""}
                autocomplete="off"
                autocapitalize="none"
                spellcheck={false}
                maxLength={64}
                aria-describedby={unknown === null ? "login-hint" : "login-error login-hint"}
                aria-invalid={unknown === null ? undefined : "true"}
              />
            </div>
            <div class="row">
              <button class="btn" type="submit">
                {w.enter}
              </button>
              <button class="btn quiet" type="submit" name="cancel" value="yes">
                {w.cancel}
              </button>
            </div>
          </div>
          <Group {...list} title={w.groups.patient} people={of("patient")} />
          <Group {...list} title={w.groups.added} people={of("added")} />
          <Group {...list} title={w.groups.staff} people={of("staff")} folded />
        </form>
      </>
    ),
  });
}

interface GroupProps {
  readonly w: ProviderWords;
  readonly look: Look;
  readonly now: Date;
  readonly title: string;
  readonly people: readonly DemoPerson[];
  readonly folded?: boolean;
}

/** The patients lie open; the staff, who are many, behind their heading. */
function Group({ title, ...list }: GroupProps) {
  if (list.people.length === 0) return null;
  if (list.folded) {
    return (
      <details class="more">
        <summary>{`${title} (${list.people.length})`}</summary>
        <People {...list} />
      </details>
    );
  }
  return (
    <section class="stack-3">
      <h2>{title}</h2>
      <People {...list} />
    </section>
  );
}

function People({ w, look, now, people }: Omit<GroupProps, "title">) {
  const years = new Intl.NumberFormat(look.language, { style: "unit", unit: "year", unitDisplay: "long" });
  return (
    <div class="card">
      <ul class="acts">
        {people.map((person) => (
          <li key={person.login}>
            {/* Its own name, so that the empty field above, which is sent too, is not taken for the answer. */}
            <button class="linklike" type="submit" name="person" value={person.login}>
              <span>
                <b lang="ru">{fullName(person)}</b>
                {person.group === "staff" ? null : `, ${years.format(ageOf(person, now))}`}
                <br />
                <span class="small muted" lang="ru">
                  {person.about}
                </span>
                <br />
                <span class="small muted">
                  {w.loginIs} {person.login}
                  {person.group === "staff" ? null : `, ${w.levels[person.level]}`}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function fullName({ name }: DemoPerson): string {
  return [name.family, name.given, name.patronymic].filter(Boolean).join(" ");
}

/** Full years on the day. */
function ageOf({ birthDate }: DemoPerson, now: Date): number {
  const today = now.toISOString().slice(0, 10);
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** Rows that lead somewhere: a sign, a name, a quiet line. */
import { Icon, type IconName } from "./icon.tsx";

export interface Way {
  readonly href: string;
  readonly icon: IconName;
  readonly name: string;
  readonly about: string;
}

export function Ways({ ways }: { ways: readonly Way[] }) {
  return (
    <ul class="ways">
      {ways.map(({ href, icon, name, about }) => (
        <li key={href}>
          <a href={href}>
            <span class="kind-sign">
              <Icon name={icon} />
            </span>
            <span>
              <b>{name}</b>
              <small>{about}</small>
            </span>
            <Icon name="arrow" />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The topics of the help: their order, their signs, and where their links lead. */
import type { Language } from "../../basics/words.ts";
import { addresses } from "../login/addresses.ts";
import type { IconName } from "../parts/icon.tsx";
import { type HelpTopic, paths } from "../paths.ts";
import { words } from "../words.ts";
import type { HelpLink } from "./topic-text.ts";

export const topicGroups = [
  { group: "documents", topics: ["see", "download", "kinds", "proof"] },
  { group: "trouble", topics: ["missing", "mistake", "regions", "paper"] },
  { group: "site", topics: ["account", "browser"] },
] as const satisfies readonly { group: string; topics: readonly HelpTopic[] }[];

export const topicIcons: Record<HelpTopic, IconName> = {
  see: "eye",
  download: "printer",
  kinds: "list",
  proof: "shield",
  missing: "help",
  mistake: "warning",
  regions: "map",
  paper: "paper",
  account: "person",
  browser: "screen",
};

export const helpLinks: Record<HelpLink, string> = {
  "records-start": paths.recordsStart(),
  documents: paths.documents(),
  records: paths.records(),
  appeals: paths.appeals(),
  rules: paths.rules(),
  profile: paths.profile(),
  consents: paths.consents(),
  claim: paths.claim(),
  due: paths.due(),
  regions: paths.regions(),
  verify: paths.verify(),
  comfort: paths.comfort(),
  certificate: "https://www.gosuslugi.ru/tls",
  missing: paths.help("missing"),
  paper: paths.help("paper"),
  account: paths.help("account"),
  level: addresses.level,
  proof: paths.help("proof"),
};

/** The part of a topic that stands at this place, as an address knows it. */
export function partId(at: number): string {
  return `part-${at + 1}`;
}

export function helpTitle(language: Language, topic: HelpTopic): string {
  return words(language).help.topics[topic];
}

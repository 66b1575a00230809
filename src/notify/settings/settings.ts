/** What a person lets out of the house: by group and by channel, to which address, and not at night. */
import type { Language } from "../../basics/words.ts";
import type { Keyring } from "../../db/keyring.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import { type Channel, channels, type NoticeGroup, noticeGroups } from "../kinds.ts";
import * as store from "./store.ts";

export interface NoticeSettings {
  readonly language: Language;
  /** «Выключить всё»: nothing leaves, the choices stay. */
  readonly paused: boolean;
  /** Switched off one by one; whatever is not here is on wherever there is an address for it. */
  readonly muted: readonly Choice[];
  readonly quiet: boolean;
  /** IANA; where «at night» is. */
  readonly zone: string;
  /** Confirmed; null: no letters. */
  readonly email: string | null;
}

export type Choice = `${NoticeGroup} ${Channel}`;

export const choices: readonly Choice[] = noticeGroups.flatMap((group) =>
  channels.map((channel) => `${group} ${channel}` as const),
);

/** The zones of Russia, from west to east. */
export const zones = [
  "Europe/Kaliningrad",
  "Europe/Moscow",
  "Europe/Samara",
  "Asia/Yekaterinburg",
  "Asia/Omsk",
  "Asia/Krasnoyarsk",
  "Asia/Irkutsk",
  "Asia/Yakutsk",
  "Asia/Vladivostok",
  "Asia/Magadan",
  "Asia/Kamchatka",
] as const;
export type Zone = (typeof zones)[number];

const unset: store.SettingsRow = {
  language: "ru",
  paused: false,
  muted: [],
  quiet: false,
  zone: "Europe/Moscow",
  email: null,
};

export async function readSettings(keyring: Keyring, sql: Sql, patientId: string): Promise<NoticeSettings> {
  return opened(keyring, patientId, (await store.settingsOf(sql, patientId)) ?? unset);
}

function opened(keyring: Keyring, patientId: string, row: store.SettingsRow): NoticeSettings {
  const muted = choices.filter((choice) => row.muted.includes(choice));
  return { ...row, muted, email: row.email && (keyring.open(addressContext(patientId), row.email) as string) };
}

/** One deed on the settings, whole: what another form changes meanwhile is not lost. */
export async function changeSettings(
  tx: Tx,
  keyring: Keyring,
  patientId: string,
  change: Partial<NoticeSettings>,
  now: Date,
): Promise<void> {
  const row = await store.lockSettings(tx, patientId, unset, now);
  const { email, muted, ...rest } = change;
  const sealed =
    email === undefined ? row.email : email === null ? null : keyring.seal(addressContext(patientId), email);
  await store.writeSettings(tx, patientId, { ...row, ...rest, muted: [...(muted ?? row.muted)], email: sealed }, now);
}

/** Whether notices of this group leave by this channel; that there is an address is another question. */
export function wants(
  settings: Pick<NoticeSettings, "paused" | "muted">,
  group: NoticeGroup,
  channel: Channel,
): boolean {
  return !settings.paused && !settings.muted.includes(`${group} ${channel}`);
}

export const addressContext = (patientId: string) => `notice email ${patientId}`;

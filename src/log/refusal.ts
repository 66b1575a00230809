/** When the log must not be signed. Loud on purpose: /readyz shows it, and no retry makes it go away. */
import type { Words } from "../basics/words.ts";

export type SealRefusalCode =
  | "signer-ahead" // the signer has signed more leaves than the database holds: a restored backup
  | "signer-behind" // the database shows a checkpoint that this signer never signed
  | "signer-disagrees" // same size, another root
  | "history-changed" // what was signed before is not what the tiles say now
  | "leaf-changed" // a leaf is missing, or its hash is not that of its entry
  | "tile-changed" // a stored tile is not the one its leaves make
  | "log-frozen" // the log has ended and takes no more leaves
  | "head-changed"; // the root kept with the size is not the root of the tiles

const words = {
  "signer-ahead": {
    ru: "Подписано больше записей, чем есть в базе: похоже, восстановлена старая резервная копия. Журнал не подписывается.",
    en: "More leaves were signed than the database holds: an old backup seems to have been restored. The log is not signed.",
  },
  "signer-behind": {
    ru: "В базе есть подпись журнала, которой этот подписывающий не ставил. Журнал не подписывается.",
    en: "The database shows a signature of the log that this signer never made. The log is not signed.",
  },
  "signer-disagrees": {
    ru: "Корень журнала в базе отличается от подписанного при том же размере. Журнал не подписывается.",
    en: "The root in the database is not the one that was signed for the same size. The log is not signed.",
  },
  "history-changed": {
    ru: "Уже подписанная часть журнала изменена. Журнал не подписывается.",
    en: "The part of the log that was signed before has been changed. The log is not signed.",
  },
  "leaf-changed": {
    ru: "Запись журнала пропала или изменена. Журнал не подписывается.",
    en: "A leaf of the log is missing or changed. The log is not signed.",
  },
  "tile-changed": {
    ru: "Хранимая часть дерева не соответствует записям. Журнал не подписывается.",
    en: "A stored part of the tree is not what its leaves make. The log is not signed.",
  },
  "log-frozen": {
    ru: "Журнал закрыт навсегда и больше не подписывается.",
    en: "The log has been ended for good and is not signed any more.",
  },
  "head-changed": {
    ru: "Хранимый корень не соответствует дереву. Журнал не подписывается.",
    en: "The stored root is not the root of the tree. The log is not signed.",
  },
} satisfies Record<SealRefusalCode, Words>;

/** Never repeated blindly: a person has to look. See docs/operations.md. */
export class SealRefusal extends Error {
  override readonly name = "SealRefusal";
  readonly code: SealRefusalCode;
  readonly words: Words;

  constructor(code: SealRefusalCode, where: string) {
    super(`${code}: ${words[code].en} (${where})`);
    this.code = code;
    this.words = words[code];
  }
}

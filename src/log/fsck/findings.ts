/** What `fsck` can find. Codes are stable: scripts and the operator's handbook speak of them. */
import type { Words } from "../../basics/words.ts";

const words = {
  "leaf-missing": { ru: "Запись журнала удалена", en: "A leaf of the log was removed" },
  "leaf-extra": { ru: "В журнале есть запись вне дерева", en: "There is a leaf outside of the tree" },
  "leaf-hash": { ru: "Хеш записи не соответствует записи", en: "A leaf's hash is not that of its entry" },
  "leaf-tile": { ru: "Запись не та, что вошла в дерево", en: "A leaf is not the one that went into the tree" },
  "leaf-without-record": { ru: "Для записи журнала нет документа", en: "No record belongs to a leaf" },
  "tile-missing": { ru: "Часть дерева удалена", en: "A tile of the tree was removed" },
  "tile-changed": { ru: "Часть дерева изменена", en: "A tile of the tree was changed" },
  "head-changed": {
    ru: "Хранимый корень не является корнем дерева",
    en: "The stored root is not the root of the tree",
  },
  "head-unsigned": { ru: "Журнал вырос, но не подписывается", en: "The log has grown, but nobody signs it" },
  "checkpoint-missing": { ru: "Удалена подпись журнала", en: "A signed checkpoint was removed" },
  "checkpoint-ahead": { ru: "Подписано больше, чем есть в базе", en: "More was signed than the database holds" },
  "signer-behind": {
    ru: "Память подписывающего старше подписей в базе: это чужая или старая папка",
    en: "The signer remembers less than was signed: its folder is an older copy, or another machine's",
  },
  "checkpoint-changed": {
    ru: "Подпись журнала изменена или неверна",
    en: "A checkpoint was changed, or its signature does not hold",
  },
  "checkpoint-inconsistent": {
    ru: "Подписанный ранее журнал был другим",
    en: "The log that was signed then was another one",
  },
  "record-missing": { ru: "У документа нет записи регистрации", en: "A document has no record" },
  "record-malformed": { ru: "Запись регистрации не читается", en: "A record cannot be read" },
  "record-changed": { ru: "Запись регистрации изменена", en: "A record or its salt was changed" },
  "record-leaf": { ru: "В журнале другая запись об этом документе", en: "The log holds another entry for this record" },
  "record-without-leaf": { ru: "Документ не внесён в журнал", en: "A record is not in the log" },
  "document-missing": { ru: "Документ удалён из реестра", en: "A registered document was removed" },
  "document-changed": {
    ru: "Сведения о документе изменены",
    en: "What the registry says of a document is not its record",
  },
  "content-missing": { ru: "Нет содержимого документа", en: "A document's bytes are gone" },
  "content-unreadable": { ru: "Содержимое документа не расшифровывается", en: "A document's bytes do not open" },
  "document-hash": {
    ru: "Файл документа не тот, что зарегистрирован",
    en: "A document's bytes are not those registered",
  },
  "signature-hash": {
    ru: "Подпись документа не та, что зарегистрирована",
    en: "A document's signatures are not those registered",
  },
  "status-changed": {
    ru: "Изменено, какая версия документа действует",
    en: "Which version of a document is in force was changed",
  },
  "locator-changed": { ru: "Номер ведёт к другому документу", en: "A registration number leads to another document" },
  "dispute-changed": {
    ru: "Состояние обращения не следует из его событий",
    en: "An appeal's state, or its mark of a dispute, does not follow from its events",
  },
  "access-changed": { ru: "Строка журнала доступа изменена", en: "A line of the access journal was changed" },
  "erasure-without-event": {
    ru: "Документ уничтожен, а решения суда в журнале нет",
    en: "A document was erased, and no event in the log names a court's decision",
  },
  "erasure-incomplete": {
    ru: "Документ уничтожен по решению суда, но не весь",
    en: "A court had a document erased, and something of it is still there",
  },
  "cosignature-changed": {
    ru: "Подпись свидетеля изменена или неверна",
    en: "What a witness signed was changed, or its signature does not hold",
  },
  "file-missing": { ru: "Выгруженный файл журнала удалён", en: "An exported file of the log was removed" },
  "file-changed": {
    ru: "Выгруженный файл журнала не тот, что хранит база",
    en: "An exported file of the log is not what the database keeps",
  },
} satisfies Record<string, Words>;

export type FindingCode = keyof typeof words;

/** Where it is. Ids and numbers only: this goes into logs. */
export interface Place {
  readonly leaf?: number;
  readonly tile?: string;
  readonly size?: number;
  readonly documentId?: string;
  /** Of the access journal. */
  readonly line?: string;
  /** Of an appeal: the number by which it is looked up. */
  readonly appeal?: string;
  /** `name+id` of a witness's key. */
  readonly witness?: string;
  /** Below the folder of the log's exported files. */
  readonly file?: string;
}

export interface Finding {
  readonly code: FindingCode;
  readonly words: Words;
  readonly at: Place;
  readonly detail: string;
}

export function finding(code: FindingCode, at: Place, detail = ""): Finding {
  return { code, words: words[code], at, detail };
}

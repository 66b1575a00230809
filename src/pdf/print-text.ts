/** The printed form as plain text: the same words in the same order, for who listens to a document or reads it with their fingers. */
import { saySize } from "../cda/say-size.ts";
import { renderText } from "../cda/text.ts";
import type { PrintOrder, Stamp } from "./order.ts";
import { sayDay, sayTime } from "./say-dates.ts";

/** UTF-8 text with `\n`, the same for the same order. Its words are those of the PDF: a test holds one against the other. */
export function printText(order: PrintOrder): string {
  return renderText(order.document, {
    under: sayState(order),
    closing: [...sayStamps(order.stamps), sayProof(order), sayFiles(order)],
  });
}

function sayState({ number, registeredAt, status, replacedBy }: PrintOrder): string[] {
  const registered = registeredAt === null ? "" : ` · зарегистрирован ${sayTime(registeredAt)}`;
  const state = number === null ? "Не зарегистрирован" : `№ ${number}${registered}`;
  if (status !== "replaced") return [state];
  return [state, `Заменён новой версией.${replacedBy ? ` Действует документ № ${replacedBy}.` : ""}`];
}

function sayStamps(stamps: readonly Stamp[]): string[] {
  if (stamps.length === 0) return [];
  const orDash = (text: string) => (text.trim() === "" ? "—" : text);
  return [
    "Документ подписан электронной подписью",
    ...stamps.map(({ role, owner, serial, validFrom, validTo, verdict }) =>
      [
        "ЭЛЕКТРОННАЯ ПОДПИСЬ",
        role,
        `Сертификат ${orDash(serial)}`,
        `Владелец ${orDash(owner)}`,
        `Действителен ${validFrom && validTo ? `с ${sayDay(validFrom)} по ${sayDay(validTo)}` : "—"}`,
        verdict,
      ].join("\n"),
    ),
  ];
}

function sayProof({ number, verifyUrl, checkpoint }: PrintOrder): string {
  if (verifyUrl === null && checkpoint === null) return "";
  return [
    "Проверить документ",
    ...(number === null ? [] : [`№ ${number}`]),
    ...(verifyUrl === null ? [] : ["Наведите камеру телефона на код или откройте адрес:", verifyUrl]),
    ...(checkpoint === null ? [] : [`Журнал реестра: ${checkpoint}`]),
  ].join("\n");
}

function sayFiles({ attachments }: PrintOrder): string {
  if (attachments.length === 0) return "";
  const files = attachments.map(
    ({ name, description, bytes }) => `• ${name} — ${description}, ${saySize(bytes.length)}`,
  );
  return ["Внутри этого файла PDF, для проверки подписи:", ...files].join("\n");
}

/** Somebody else acted in the appeal since it was looked at. */
import { Refusal } from "../basics/refusal.ts";

export const movedOn = () =>
  new Refusal("conflict", "APPEAL_MOVED_ON", {
    ru: "Пока вы писали, в обращении что-то изменилось. Посмотрите, что нового, и отправьте ещё раз",
    en: "The appeal changed while you were writing. See what is new, and send it again",
  });

/** The English catalogue. Medical text is never translated: pages mark it `lang="ru"`. */
import { frame } from "./en/frame.ts";
import type { Messages } from "./ru.ts";

export const en = { frame } satisfies Messages;

/** The Russian catalogue, and the type of every catalogue: a message that English lacks does not compile. */
import { frame } from "./ru/frame.ts";

export const ru = { frame };

export type Messages = typeof ru;

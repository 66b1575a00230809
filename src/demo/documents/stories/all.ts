/** All the stories of the demo. */
import type { Told } from "../told.ts";
import { kovalyovLaboratory } from "./kovalyov-laboratory.ts";
import { sokolova } from "./sokolova.ts";

export const stories: readonly Told[] = [...sokolova, ...kovalyovLaboratory];

/** All the stories of the demo. */
import type { Told } from "../told.ts";
import { gusev } from "./gusev.ts";
import { kovalyovLaboratory } from "./kovalyov-laboratory.ts";
import { sokolova } from "./sokolova.ts";

export const stories: readonly Told[] = [...sokolova, ...gusev, ...kovalyovLaboratory];

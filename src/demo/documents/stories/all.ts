/** All the stories of the demo. */
import type { Told } from "../told.ts";
import { gusev } from "./gusev.ts";
import { kovalyov } from "./kovalyov.ts";
import { kovalyovLaboratory } from "./kovalyov-laboratory.ts";
import { lebedeva } from "./lebedeva.ts";
import { belyaeva, frolova, kim, mironov } from "./others.ts";
import { rakhimov } from "./rakhimov.ts";
import { sokolova } from "./sokolova.ts";
import { sokolovaLater } from "./sokolova-later.ts";
import { timofey } from "./timofey.ts";
import { zakharova } from "./zakharova.ts";

export const stories: readonly Told[] = [
  ...sokolova,
  ...sokolovaLater,
  ...gusev,
  ...kovalyov,
  ...kovalyovLaboratory,
  ...lebedeva,
  ...timofey,
  ...zakharova,
  ...rakhimov,
  ...kim,
  ...mironov,
  ...frolova,
  ...belyaeva,
];

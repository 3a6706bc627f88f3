import * as baby from "./baby";
import * as care from "./care";
import * as clothing from "./clothing";
import * as digital from "./digital";
import * as drinks from "./drinks";
import * as home from "./home";
import * as kitchen from "./kitchen";
import * as snacks from "./snacks";

/** Every product drawing of the shop, by name. Each draws itself in a box of 400 × 400 that stands on y = 350. */
export const motifs = {
  ...drinks,
  ...home,
  ...kitchen,
  ...care,
  ...baby,
  ...digital,
  ...clothing,
  ...snacks,
};

export type MotifName = keyof typeof motifs;

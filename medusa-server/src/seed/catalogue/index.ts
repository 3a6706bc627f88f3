import { clothing } from "./clothing";
import { digital } from "./digital";
import { homeLiving } from "./home-living";
import { kitchen } from "./kitchen";
import { motherAndBaby } from "./mother-and-baby";
import { personalCare } from "./personal-care";
import type { CategoryDraft } from "./product-draft";
import { snacks } from "./snacks";
import { teaAndCoffee } from "./tea-and-coffee";

/** Everything the demonstration shop sells, in the order shoppers see the categories. */
export const catalogue: readonly CategoryDraft[] = [
  teaAndCoffee,
  homeLiving,
  kitchen,
  personalCare,
  motherAndBaby,
  digital,
  clothing,
  snacks,
];

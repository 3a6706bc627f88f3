import { accountPages } from "./account-pages";
import { distribution } from "./distribution";
import { distributionPages } from "./distribution-pages";
import { main } from "./main";
import { orders } from "./orders";
import { refusals } from "./refusals";
import { shoppingPages } from "./shopping-pages";

/** The shop in English, by the names under which pages have their words. */
export const english = {
  main: { ...main, ...orders, ...distribution },
  ...shoppingPages,
  ...accountPages,
  ...distributionPages,
  refusals,
};

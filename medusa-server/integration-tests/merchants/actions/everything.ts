import type { Action } from "./action";
import { afterSales } from "./after-sales";
import { atOnce } from "./at-once";
import { distributing } from "./distributing";
import { edits } from "./edits";
import { goods } from "./goods";
import { money } from "./money";
import { orders } from "./orders";
import { people } from "./people";
import { promotions } from "./promotions";
import { returns } from "./returns";
import { sending } from "./sending";
import { settings } from "./settings";
import { shopping } from "./shopping";

/** Whatever shoppers and merchants do in a run. */
export const everything: readonly Action[] = [
  ...shopping,
  ...sending,
  ...money,
  ...edits,
  ...returns,
  ...orders,
  ...afterSales,
  ...goods,
  ...promotions,
  ...settings,
  ...people,
  ...distributing,
  ...atOnce,
];

/** A merchant's everyday steps with orders and goods. */
const EVERYDAY: ReadonlySet<string> = new Set([
  "send an order",
  "pack some of an order",
  "ship a parcel",
  "refund a part",
  "refund all",
  "add a product",
  "set a price",
]);

/** What `npm test` does: kinds that hundreds of steps of several seeds have proved. `npm run merchants` does everything. */
export const proved: readonly Action[] = [
  ...shopping,
  ...[...sending, ...money, ...goods].filter(({ name }) => EVERYDAY.has(name)),
  ...settings,
  ...people,
  ...distributing,
];

import type { Chance } from "../../../../plugins/distribution/integration-tests/simulation/chance";
import type { OrderRecord } from "../model";
import type { World } from "../world";

/** What an action did something to; the checks look at these first. Null: there was nothing to do it to. */
export type Touched = { readonly orders?: readonly OrderRecord[] } | null;

/** Something a shopper or a merchant does. */
export interface Action {
  readonly name: string;
  /** How often it comes, beside the others'. */
  readonly weight: number;
  readonly run: (world: World, chance: Chance) => Promise<Touched>;
}

/** One of those that fit, or undefined. */
export function pick<T>(
  chance: Chance,
  all: readonly T[],
  fits: (one: T) => boolean = () => true,
): T | undefined {
  const fitting = all.filter(fits);
  return fitting.length === 0 ? undefined : chance.oneOf(fitting);
}

/** An order that fits, younger ones more often: on old ones everything has been tried. */
export function pickOrder(
  world: World,
  chance: Chance,
  fits: (order: OrderRecord) => boolean,
): OrderRecord | undefined {
  const fitting = world.orders.filter(fits);
  if (fitting.length === 0) return undefined;
  return fitting[fitting.length - 1 - Math.floor(chance.next() ** 2 * fitting.length)];
}

import { openTestShop } from "../../../scripts/local/test-shop.mjs";
import type { Action, Touched } from "./actions/action";
import { everything } from "./actions/everything";
import { openShop } from "./actions/opening";
import { endOrders } from "./ending";
import { lookAround, lookAtOrder, lookAtTouched } from "./look";
import { rest } from "./rest";
import { Stopwatch } from "./stopwatch";
import { chanceOf, World } from "./world";

export interface WorkloadWanted {
  readonly seed: number;
  readonly steps: number;
  readonly say: (line: string) => void;
  /** What is done; everything by default. */
  readonly actions?: readonly Action[];
  /** Only actions whose names contain one of these. */
  readonly only?: readonly string[];
  /** Goes on after a fault and tells all of them. */
  readonly goes_on?: boolean;
}

/** Something that should not be, with what led to it. */
export interface Found {
  readonly step: number;
  readonly action: string;
  readonly faults: readonly string[];
  readonly story: readonly string[];
}

export interface WorkloadReport {
  /** How often each action was done. */
  readonly lived: Readonly<Record<string, number>>;
  readonly requests: number;
  readonly found: readonly Found[];
  /** Where the time went, as a line. */
  readonly took: string;
}

const ALL_PAGES_EVERY = 100;
const REST_EVERY = 100;
const MOST_TRIES = 12;

/** Merchants and shoppers do so many things in a shop of their own; after each, what must be true is looked at. */
export async function live(wanted: WorkloadWanted): Promise<WorkloadReport> {
  const actions = (wanted.actions ?? everything).filter(isWanted(wanted.only));
  if (actions.length === 0) throw new Error(`No action's name contains ${wanted.only?.join(" or ")}.`);
  const shop = await openTestShop({
    name: "merchants",
    extraEnvironment: { MALL_PAYMENT_WINDOW_SECONDS: "7200" },
  });
  try {
    const world = await World.open(shop);
    const watch = new Stopwatch();
    await watch.time("opening", () => openShop(world));
    const lived: Record<string, number> = {};
    const found: Found[] = [];
    for (let step = 1; step <= wanted.steps; step += 1) {
      const isLast = step === wanted.steps;
      const { action, faults } = await takeStep(world, watch, actions, { seed: wanted.seed, step, isLast });
      lived[action] = (lived[action] ?? 0) + 1;
      if (faults.length === 0) continue;
      const one = { step, action, faults, story: storyOf(world, step, faults) };
      found.push(one);
      tell(one, wanted.say);
      if (!wanted.goes_on) break;
    }
    return { lived, requests: world.wire.asked, found, took: `${watch}` };
  } finally {
    await shop.close();
  }
}

/** The actions whose names contain one of these; by default all. */
const isWanted =
  (only: readonly string[] | undefined) =>
  ({ name }: Action) =>
    only === undefined || only.some((part) => name.includes(part));

interface Step {
  readonly seed: number;
  readonly step: number;
  readonly isLast: boolean;
}

async function takeStep(
  world: World,
  watch: Stopwatch,
  actions: readonly Action[],
  { seed, step, isLast }: Step,
): Promise<{ action: string; faults: string[] }> {
  const chance = chanceOf(seed, step);
  world.wire.step = step;
  let name = "nothing";
  try {
    const touched = await watch.time("acting", async () => {
      let found: Touched = null;
      for (let tries = 0; tries < MOST_TRIES && found === null; tries += 1) {
        const action = weighted(actions, chance.next());
        name = action.name;
        world.wire.action = name;
        found = await action.run(world, chance);
      }
      return found;
    });
    await watch.time("touched orders", async () => {
      for (const order of touched?.orders ?? []) {
        world.touch(order.id);
        await lookAtOrder(world, order);
      }
    });
    if (isLast) {
      for (const { id } of world.orders) world.touch(id);
      await watch.time("ending", () => endOrders(world));
    }
    const isWhole = step % ALL_PAGES_EVERY === 0 || isLast;
    await watch.time("pages", () =>
      isWhole ? lookAround(world) : lookAtTouched(world, chance, touched?.orders ?? []),
    );
    if (step % REST_EVERY === 0 || isLast) await watch.time("rest", () => rest(world));
  } catch (error) {
    world.fault(`${name} breaks off: ${(error as Error).stack}`);
  }
  return { action: name, faults: world.takeFaults() };
}

function weighted(actions: readonly Action[], chance: number): Action {
  let left = chance * actions.reduce((sum, { weight }) => sum + weight, 0);
  const found = actions.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  if (!found) throw new Error("there are no actions");
  return found;
}

const IDS = /\b(?:order|ordli|prod|cus|promo|payses|pay)_[0-9A-Z]{26}\b/g;

/** The requests of the step, and the last ones of what the faults name. */
function storyOf(world: World, step: number, faults: readonly string[]): string[] {
  const named = new Set(faults.flatMap((fault) => fault.match(IDS) ?? []));
  return [
    ...world.wire.tell({ step, last: 30 }).filter((line) => !/: GET .* → 200/.test(line)),
    ...[...named].slice(0, 3).flatMap((id) => [`— ${id}, lately —`, ...world.wire.tell({ id, last: 25 })]),
  ];
}

function tell({ step, action, faults, story }: Found, say: (line: string) => void): void {
  say(`step ${step}, ${action}:`);
  for (const fault of faults) say(`  ✗ ${fault}`);
  for (const line of story) say(`    ${line}`);
}

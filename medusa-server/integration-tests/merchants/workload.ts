import { openTestShop } from "../../../scripts/local/test-shop.mjs";
import type { Action, Touched } from "./actions/action";
import { AWAITED, everything } from "./actions/everything";
import { openShop } from "./actions/opening";
import { endOrders } from "./ending";
import { lookAround, lookAtOrder } from "./look";
import { rest } from "./rest";
import { chanceOf, World } from "./world";

export interface WorkloadWanted {
  readonly seed: number;
  readonly steps: number;
  readonly say: (line: string) => void;
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
}

/** So many pages of the shop are opened after each step. */
const PAGES_A_STEP = 2;
const ALL_PAGES_EVERY = 100;
const REST_EVERY = 100;
const MOST_TRIES = 12;

/** Merchants and shoppers do so many things in a shop of their own; after each, what must be true is looked at. */
export async function live(wanted: WorkloadWanted): Promise<WorkloadReport> {
  const shop = await openTestShop({
    name: "merchants",
    extraEnvironment: { MALL_PAYMENT_WINDOW_SECONDS: "7200" },
  });
  try {
    const world = await World.open(shop);
    await openShop(world);
    const lived: Record<string, number> = {};
    const found: Found[] = [];
    const actions = everything.filter(isWanted(wanted.only));
    for (let step = 1; step <= wanted.steps; step += 1) {
      const { action, faults } = await takeStep(world, wanted.seed, step, actions, step === wanted.steps);
      lived[action] = (lived[action] ?? 0) + 1;
      if (faults.length === 0) continue;
      const one = { step, action, faults, story: storyOf(world, step, faults) };
      found.push(one);
      tell(one, wanted.say);
      if (!wanted.goes_on) break;
    }
    return { lived, requests: world.wire.asked, found };
  } finally {
    await shop.close();
  }
}

/** The actions whose names contain one of these, `all` for every one; by default those that the shop stands. */
const isWanted =
  (only: readonly string[] | undefined) =>
  ({ name }: Action) =>
    only ? only.some((part) => part === "all" || name.includes(part)) : !AWAITED.has(name);

async function takeStep(
  world: World,
  seed: number,
  step: number,
  actions: readonly Action[],
  isLast: boolean,
): Promise<{ action: string; faults: string[] }> {
  const chance = chanceOf(seed, step);
  world.wire.step = step;
  let [name, touched]: [string, Touched] = ["nothing", null];
  try {
    for (let tries = 0; tries < MOST_TRIES && touched === null; tries += 1) {
      const action = weighted(actions, chance.next());
      name = action.name;
      world.wire.action = name;
      touched = await action.run(world, chance);
    }
    for (const order of touched?.orders ?? []) await lookAtOrder(world, order);
    if (isLast) await endOrders(world);
    await lookAround(world, chance, step % ALL_PAGES_EVERY === 0 || isLast ? "all" : PAGES_A_STEP);
    if (step % REST_EVERY === 0 || isLast) await rest(world);
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

const IDS = /\b(?:order|prod|cus|promo|payses|pay)_[0-9A-Z]{26}\b/g;

/** The requests of the step, and the last ones of what the faults name. */
function storyOf(world: World, step: number, faults: readonly string[]): string[] {
  const named = new Set(faults.flatMap((fault) => fault.match(IDS) ?? []));
  return [
    ...world.wire.tell({ step, last: 30 }).filter((line) => !/: GET .* → 200/.test(line)),
    ...[...named].slice(0, 3).flatMap((id) => [`— ${id}, lately —`, ...world.wire.tell({ id, last: 15 })]),
  ];
}

function tell({ step, action, faults, story }: Found, say: (line: string) => void): void {
  say(`step ${step}, ${action}:`);
  for (const fault of faults) say(`  ✗ ${fault}`);
  for (const line of story) say(`    ${line}`);
}

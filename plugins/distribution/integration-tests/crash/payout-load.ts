import { setTimeout as delay } from "node:timers/promises";
import type { DataSource } from "typeorm";
import { MATURED } from "../shop-life";
import type { Chance } from "../simulation/chance";
import type { Bank } from "./bank";
import type { Errand } from "./errands";

/** How far a payout is known to have come: what was acknowledged about it. */
export interface KnownPayout {
  customer: string;
  amount_fen: bigint;
  state: string;
}

/** Has an errand done, however often it has to be asked for. @returns its answer */
type UntilDone = (errand: Errand) => Promise<string | null>;

/** Asks for payouts, reviews them and follows each to its ending, whatever is being killed meanwhile. */
export class PayoutLoad {
  readonly known = new Map<string, KnownPayout>();
  #isOpen = true;
  #wishes = 0;

  constructor(
    private readonly chance: Chance,
    private readonly people: readonly string[],
    private readonly untilDone: UntilDone,
  ) {}

  close(): void {
    this.#isOpen = false;
  }

  /** @param line whose payouts: a person has one under way at most, so lines share nobody */
  async run(line: number, lines: number): Promise<void> {
    const own = this.people.filter((_, index) => index % lines === line);
    while (this.#isOpen) {
      const amount_fen = BigInt(this.chance.whole(1_000, 6_000));
      const customer = this.chance.oneOf(own);
      const payout_id = await this.#ask(customer, amount_fen);
      if (payout_id) await this.#follow(payout_id);
      else await delay(20);
    }
  }

  async #ask(customer: string, amount_fen: bigint): Promise<string | null> {
    const wish = { kind: "ask_payout", customer, amount: String(amount_fen) } as const;
    const key = `wish-${this.#wishes++}`;
    const payout_id = await this.untilDone({ ...wish, key, at: MATURED.toISOString() });
    if (payout_id) this.known.set(payout_id, { customer, amount_fen, state: "requested" });
    return payout_id;
  }

  async #follow(payout_id: string): Promise<void> {
    const at = MATURED.toISOString();
    if (this.chance.happens(10)) return this.#note(payout_id, { kind: "reject_payout", payout_id, at });
    await this.#note(payout_id, { kind: "approve_payout", payout_id, at });
    while (this.known.get(payout_id)?.state === "transferring") {
      await this.#note(payout_id, { kind: "follow_payout", payout_id, at });
    }
  }

  async #note(payout_id: string, errand: Errand): Promise<void> {
    const state = await this.untilDone(errand);
    const payout = this.known.get(payout_id);
    if (payout && state) payout.state = state;
  }
}

/** Which payouts are not as far as was acknowledged, or ended otherwise. */
export async function lostPayouts(
  source: DataSource,
  known: ReadonlyMap<string, KnownPayout>,
): Promise<unknown[]> {
  const rows = await source.query<{ id: string; amount_fen: string; state: string }[]>(
    `select id, amount_fen, state from distribution.payout`,
  );
  const kept = new Map(rows.map((row) => [row.id, row]));
  return [...known].filter(([id, { amount_fen, state }]) => {
    const row = kept.get(id);
    if (!row || BigInt(row.amount_fen) !== amount_fen) return true;
    const mayBe = {
      requested: [row.state],
      transferring: ["transferring", "confirmed", "failed", "expired"],
    };
    return !(mayBe[state as keyof typeof mayBe] ?? [state]).includes(row.state);
  });
}

/** Where the ledger and the bank disagree: each number moved what its payout says, once, or nothing. */
export async function disagreeingWithBank(source: DataSource, bank: Bank): Promise<unknown[]> {
  const rows = await source.query<
    { outward_number: string; state: string; net_fen: string; reference: string | null }[]
  >(
    `select outward_number, state, (amount_fen - coalesce(withheld_fen, 0) - fee_fen)::text as net_fen, reference
     from distribution.payout`,
  );
  const numbers = new Set(rows.map(({ outward_number }) => outward_number));
  const foreign = [...bank.orders.keys()].filter((number) => !numbers.has(number));
  const other = rows.filter(({ outward_number, state, net_fen }) => {
    const order = bank.orders.get(outward_number);
    if (state === "rejected") return order !== undefined;
    return order?.outcome !== state || order.net_fen !== net_fen;
  });
  return [...foreign, ...bank.contradicted, ...other];
}

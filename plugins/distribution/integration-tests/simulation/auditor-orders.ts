import type { AuditedAccounts } from "./auditor-accounts";
import type { Lived } from "./auditor-lived";
import { dayOf } from "./auditor-people";
import type { Before, OwedAmount } from "./auditor-rates";
import type { Capture, Order, Receipt, Refund } from "./happenings";

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
const DAYS_TO_RETURN = 7;

interface Owed extends OwedAmount {
  /** The net goods it was reckoned on. */
  base_fen: bigint;
  accrued: boolean;
  accrued_at: Date | null;
  clawed_fen: bigint;
  matured: boolean;
  /** Whether it was decided that it earns nobody anything. */
  lost: boolean;
}

/** What an order was placed under. */
export interface PlacedUnder {
  holding_days: number;
  pays_own_purchases: boolean;
}

interface KnownOrder {
  customer: string;
  /** The order that it was added to, which is received and has cases for both. */
  whole: KnownOrder | null;
  lines: { id: string; base_fen: bigint; own_fen: bigint; refunded_fen: bigint }[];
  /** Given back for no line in particular. */
  shared_fen: bigint;
  total_fen: bigint;
  captured_fen: bigint;
  payers: Set<string>;
  under: PlacedUnder;
  received_at: Date | null;
  has_case: boolean;
  owed: Owed[];
}

/** One accrual as the books should have it. */
export interface ExpectedAccrual {
  key: string;
  owner: string;
  amount_fen: bigint;
  clawed_fen: bigint;
  state: "pending" | "available";
}

/** Orders as the rules have them: what each owes to whom, what of it came in, went back and matured. */
export class AuditedOrders {
  readonly #orders = new Map<string, KnownOrder>();
  readonly #known = new Set<string>();
  readonly #buyers = new Set<string>();

  constructor(
    readonly accounts: AuditedAccounts,
    readonly lived: Lived,
  ) {}

  /** An order is created: who is owed what is settled now and for good. */
  place(
    { id, customer, lines, freight_fen }: Order,
    owed: readonly OwedAmount[],
    under: PlacedUnder,
    added_to: string | null = null,
  ): void {
    if (added_to !== null) this.lived.added++;
    for (const { by_rule, by_campaign, was_cut, distance } of owed) {
      if (by_rule) this.lived.by_rule++;
      if (by_campaign) this.lived.by_campaign++;
      if (was_cut) this.lived.cut++;
      if (distance === 0) this.lived.own_purchases++;
    }
    const baseOf = new Map(lines.map((line) => [line.id, line.base_fen]));
    const fresh = { accrued: false, accrued_at: null, clawed_fen: 0n, matured: false, lost: false };
    this.#orders.set(id, {
      customer,
      whole: added_to === null ? null : this.#of(added_to),
      lines: lines.map((line) => ({ id: line.id, base_fen: line.base_fen, own_fen: 0n, refunded_fen: 0n })),
      shared_fen: 0n,
      total_fen: lines.reduce((sum, { base_fen }) => sum + base_fen, freight_fen),
      captured_fen: 0n,
      payers: new Set(),
      under,
      received_at: null,
      has_case: false,
      owed: owed
        .filter(({ amount_fen }) => amount_fen > 0n)
        .map((one) => ({ ...one, ...fresh, base_fen: baseOf.get(one.line) ?? 0n })),
    });
  }

  /** What an order comes to with everything that was added to it so far. */
  before(id: string): Before {
    const order = this.#of(id);
    const before = { base_fen: 0n, owed_fen: 0n };
    for (const part of this.#orders.values()) {
      if (part !== order && part.whole !== order) continue;
      for (const { base_fen } of part.lines) before.base_fen += base_fen;
      for (const { amount_fen } of part.owed) before.owed_fen += amount_fen;
    }
    return before;
  }

  openCase(order: string, isOpen: boolean): void {
    this.#of(order).has_case = isOpen;
  }

  /** Whether somebody has paid anything so far. */
  hasBought(customer: string): boolean {
    return this.#buyers.has(customer);
  }

  /** Something about an order's money or goods; told again it changes nothing. */
  money(told: Capture | Refund | Receipt, at: Date, isClosed: (owner: string) => boolean): void {
    const order = this.#of(told.order);
    const identity = told.kind === "receipt" ? `receipt of ${told.order}` : told.id;
    if (this.#known.has(identity)) return;
    this.#known.add(identity);
    if (told.kind === "receipt") order.received_at = at;
    else if (told.kind === "capture") {
      order.captured_fen += told.amount_fen;
      if (told.payer !== null) order.payers.add(told.payer);
      this.#buyers.add(order.customer);
    } else this.#giveBack(order, told);
    if (order.captured_fen < order.total_fen) return;
    if (told.kind === "capture") {
      this.#lose(order, isClosed);
      for (const owed of order.owed) if (!owed.lost) accrue(owed, at);
    }
    this.#claw(order);
  }

  /**
   * Whoever is gone when the money is there earns nothing, nor does whoever paid for a friend's order, unless own
   * purchases are paid. The shop keeps it.
   */
  #lose(order: KnownOrder, isClosed: (owner: string) => boolean): void {
    for (const owed of order.owed) {
      if (owed.accrued || owed.lost) continue;
      const hasPaid = owed.distance > 0 && order.payers.has(owed.owner) && !order.under.pays_own_purchases;
      owed.lost = isClosed(owed.owner) || hasPaid;
      if (owed.lost && isClosed(owed.owner)) this.lived.lost_by_closing++;
      else if (owed.lost) this.lived.lost_by_paying++;
    }
  }

  /**
   * What is for a line is the line's, as far as it cost so much; all else is the order's. Of that each fen goes to the
   * line that is furthest behind its share of what the lines have left; a tie to the earlier one. Fen by fen from the
   * beginning, in plain numbers: bases are far below what those hold exactly.
   */
  #giveBack(order: KnownOrder, { goods_fen, line: named }: Refund): void {
    const own = order.lines.find(({ id }) => id === named);
    const room = own ? own.base_fen - own.own_fen : 0n;
    const taken = goods_fen < room ? goods_fen : room;
    if (own) own.own_fen += taken;
    if (own && own.own_fen === own.base_fen && order.shared_fen > 0n) this.lived.returned++;
    order.shared_fen += goods_fen - taken;
    const bases = order.lines.map(({ base_fen, own_fen }) => Number(base_fen - own_fen));
    const given = order.lines.map(() => 0);
    const whole = bases.reduce((sum, base) => sum + base, 0);
    for (let fen = 0; fen < Math.min(Number(order.shared_fen), whole); fen++) {
      let behind = 0;
      for (let line = 1; line < bases.length; line++) {
        const [own, first] = [bases[line] ?? 0, bases[behind] ?? 0];
        if (own * (2 * (given[behind] ?? 0) + 1) > first * (2 * (given[line] ?? 0) + 1)) behind = line;
      }
      given[behind] = (given[behind] ?? 0) + 1;
    }
    for (const [index, line] of order.lines.entries())
      line.refunded_fen = line.own_fen + BigInt(given[index] ?? 0);
  }

  #claw(order: KnownOrder): void {
    for (const owed of order.owed) {
      const line = order.lines.find(({ id }) => id === owed.line);
      if (!owed.accrued || !line) continue;
      const target = (owed.amount_fen * line.refunded_fen) / line.base_fen;
      if (target <= owed.clawed_fen) continue;
      if (owed.matured) this.accounts.add(owed.owner, owed.clawed_fen - target);
      if (owed.matured && this.accounts.net(owed.owner) < 0n) this.lived.indebted++;
      owed.clawed_fen = target;
    }
  }

  /** The day's maturation: seven Shanghai days after the day of receipt, the plan's holding days, no open case. */
  mature(now: Date, held: ReadonlySet<string>): void {
    for (const order of this.#orders.values()) {
      const { received_at, has_case } = order.whole ?? order;
      if (!received_at) continue;
      const since = Math.max(received_at.getTime(), order.whole ? paidAt(order) : 0);
      const day = Math.floor((since + SHANGHAI_MS) / DAY_MS);
      const deadline = (day + 1 + DAYS_TO_RETURN) * DAY_MS - SHANGHAI_MS - 1;
      if (deadline + order.under.holding_days * DAY_MS > now.getTime()) continue;
      if (has_case && order.owed.some(({ accrued, matured }) => accrued && !matured)) this.lived.waited++;
      if (has_case) continue;
      for (const owed of order.owed) {
        if (!owed.accrued || owed.matured || held.has(owed.owner)) continue;
        owed.matured = true;
        const left = owed.amount_fen - owed.clawed_fen;
        if (left > 0n && this.accounts.net(owed.owner) < 0n) this.lived.repaid++;
        this.accounts.add(owed.owner, left);
      }
    }
  }

  /** What has accrued up to yesterday, by whom it is owed. */
  accruedBefore(today: number): Map<string, Owed[]> {
    const earned = new Map<string, Owed[]>();
    for (const owed of this.#accrued()) {
      if (!owed.accrued_at || dayOf(owed.accrued_at) >= today) continue;
      const own = earned.get(owed.owner);
      if (own) own.push(owed);
      else earned.set(owed.owner, [owed]);
    }
    return earned;
  }

  /** What everybody earned, and what of it has not matured. */
  earned(): { owner: string; fen: bigint; is_pending: boolean }[] {
    return this.#accrued().map(({ owner, amount_fen, clawed_fen, matured }) => ({
      owner,
      fen: amount_fen - clawed_fen,
      is_pending: !matured,
    }));
  }

  /** Every accrual there should be, by line and tier. */
  accruals(): ExpectedAccrual[] {
    return this.#accrued().map(({ line, tier, owner, amount_fen, clawed_fen, matured }) => ({
      key: `${line}/${tier}`,
      owner,
      amount_fen,
      clawed_fen,
      state: matured ? "available" : "pending",
    }));
  }

  #accrued(): Owed[] {
    return [...this.#orders.values()].flatMap(({ owed }) => owed.filter(({ accrued }) => accrued));
  }

  #of(order: string): KnownOrder {
    const found = this.#orders.get(order);
    if (!found) throw new Error(`${order} was never placed`);
    return found;
  }
}

/** When the goods that were added were paid for: they are not there before. */
function paidAt({ owed }: KnownOrder): number {
  return Math.max(0, ...owed.map(({ accrued_at }) => accrued_at?.getTime() ?? 0));
}

function accrue(owed: Owed, at: Date): void {
  if (!owed.accrued) owed.accrued_at = at;
  owed.accrued = true;
}

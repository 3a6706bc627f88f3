import type { Bind, Capture, Order, PlanChange, Receipt, Refund } from "./happenings";

/*
 * The books kept a second time, from the rules alone and in the simplest way: nothing here is shared with the shop. It
 * keeps one number for what has matured, `net`: above zero it is available, below it is owed.
 */

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
const DAYS_TO_RETURN = 7;

interface Owed {
  owner: string;
  line: string;
  tier: number;
  amount_fen: bigint;
  accrued: boolean;
  clawed_fen: bigint;
  matured: boolean;
}

interface KnownOrder {
  lines: { id: string; base_fen: bigint; refunded_fen: bigint }[];
  total_fen: bigint;
  captured_fen: bigint;
  holding_days: number;
  received_at: Date | null;
  has_case: boolean;
  owed: Owed[];
}

interface Payout {
  customer: string;
  amount_fen: bigint;
  state: string;
  withheld_fen: bigint | null;
  month: string | null;
}

interface Bound {
  inviter: string;
  protected_until: number;
}

/** One accrual as the books should have it. */
export interface ExpectedAccrual {
  key: string;
  owner: string;
  amount_fen: bigint;
  clawed_fen: bigint;
  state: "pending" | "available";
}

/** Somebody's accounts as the books should have them. */
export interface ExpectedBalances {
  pending_fen: bigint;
  available_fen: bigint;
  hold_fen: bigint;
  debt_fen: bigint;
  earned_fen: bigint;
}

export class Auditor {
  #plan: PlanChange | null = null;
  readonly #distributors = new Set<string>();
  readonly #bindings = new Map<string, Bound>();
  readonly #orders = new Map<string, KnownOrder>();
  readonly #known = new Set<string>();
  readonly #net = new Map<string, bigint>();
  readonly #hold = new Map<string, bigint>();
  readonly #payouts = new Map<string, Payout>();

  /** A plan comes into force. */
  plan(change: PlanChange): void {
    this.#plan = change;
  }

  join(customer: string): void {
    this.#distributors.add(customer);
  }

  /** What comes of somebody agreeing to an inviter. */
  bind({ customer, inviter }: Bind, at: Date): "bound" | "already_bound_here" | "refused" {
    const current = this.#bindings.get(customer);
    if (customer === inviter) return "refused";
    if (current?.inviter === inviter) return "already_bound_here";
    if (current && at.getTime() < current.protected_until) return "refused";
    for (let above: string | undefined = inviter; above; above = this.#bindings.get(above)?.inviter) {
      if (above === customer) return "refused";
    }
    const days = this.#plan?.protection_days ?? 0;
    this.#bindings.set(customer, { inviter, protected_until: at.getTime() + days * DAY_MS });
    return "bound";
  }

  /** An order is created: who is owed what is settled now and for good. */
  order({ id, customer, lines, freight_fen }: Order): void {
    const owed: Owed[] = [];
    for (const { id: line, base_fen } of lines) {
      let owner = this.#bindings.get(customer)?.inviter;
      for (const [index, rate] of (this.#plan?.rates_bps ?? []).entries()) {
        if (!owner) break;
        const amount_fen = (base_fen * BigInt(rate)) / 10_000n;
        const fresh = { accrued: false, clawed_fen: 0n, matured: false };
        if (amount_fen > 0n) owed.push({ owner, line, tier: index + 1, amount_fen, ...fresh });
        owner = this.#bindings.get(owner)?.inviter;
      }
    }
    this.#orders.set(id, {
      lines: lines.map((line) => ({ ...line, refunded_fen: 0n })),
      total_fen: lines.reduce((sum, { base_fen }) => sum + base_fen, freight_fen),
      captured_fen: 0n,
      holding_days: this.#plan?.holding_days ?? 0,
      received_at: null,
      has_case: false,
      owed,
    });
  }

  openCase(order: string, isOpen: boolean): void {
    this.#of(order).has_case = isOpen;
  }

  /** Something about an order's money or goods; told again it changes nothing. */
  money(told: Capture | Refund | Receipt, at: Date): void {
    const order = this.#of(told.order);
    const identity = told.kind === "receipt" ? `receipt of ${told.order}` : told.id;
    if (this.#known.has(identity)) return;
    this.#known.add(identity);
    if (told.kind === "receipt") order.received_at = at;
    else if (told.kind === "capture") order.captured_fen += told.amount_fen;
    else this.#giveBack(order, told.goods_fen);
    if (order.captured_fen < order.total_fen) return;
    if (told.kind === "capture") for (const owed of order.owed) owed.accrued = true;
    this.#claw(order);
  }

  /**
   * Each fen given back goes to the line that is furthest behind its share; a tie to the earlier one. Fen by fen, in
   * plain numbers: bases are far below what those hold exactly.
   */
  #giveBack(order: KnownOrder, goods_fen: bigint): void {
    const bases = order.lines.map(({ base_fen }) => Number(base_fen));
    const given = order.lines.map(({ refunded_fen }) => Number(refunded_fen));
    const whole = bases.reduce((sum, base) => sum + base, 0);
    const already = given.reduce((sum, fen) => sum + fen, 0);
    for (let fen = already; fen < Math.min(already + Number(goods_fen), whole); fen++) {
      let behind = 0;
      for (let line = 1; line < bases.length; line++) {
        const [own, first] = [bases[line] ?? 0, bases[behind] ?? 0];
        if (own * (2 * (given[behind] ?? 0) + 1) > first * (2 * (given[line] ?? 0) + 1)) behind = line;
      }
      given[behind] = (given[behind] ?? 0) + 1;
    }
    for (const [index, line] of order.lines.entries()) line.refunded_fen = BigInt(given[index] ?? 0);
  }

  #claw(order: KnownOrder): void {
    for (const owed of order.owed) {
      const line = order.lines.find(({ id }) => id === owed.line);
      if (!owed.accrued || !line) continue;
      const target = (owed.amount_fen * line.refunded_fen) / line.base_fen;
      if (target <= owed.clawed_fen) continue;
      if (owed.matured) this.#move(this.#net, owed.owner, owed.clawed_fen - target);
      owed.clawed_fen = target;
    }
  }

  /** The day's maturation: seven Shanghai days after the day of receipt, the plan's holding days, no open case. */
  mature(now: Date): void {
    for (const order of this.#orders.values()) {
      if (!order.received_at || order.has_case) continue;
      const day = Math.floor((order.received_at.getTime() + SHANGHAI_MS) / DAY_MS);
      const deadline = (day + 1 + DAYS_TO_RETURN) * DAY_MS - SHANGHAI_MS - 1;
      if (deadline + order.holding_days * DAY_MS > now.getTime()) continue;
      for (const owed of order.owed) {
        if (!owed.accrued || owed.matured) continue;
        owed.matured = true;
        this.#move(this.#net, owed.owner, owed.amount_fen - owed.clawed_fen);
      }
    }
  }

  /** Whether a payout may be asked for; if so its money is on hold. */
  request(id: string, customer: string, amount_fen: bigint): boolean {
    if (!this.mayRequest(customer, amount_fen)) return false;
    this.#move(this.#net, customer, -amount_fen);
    this.#move(this.#hold, customer, amount_fen);
    this.#payouts.set(id, { customer, amount_fen, state: "requested", withheld_fen: null, month: null });
    return true;
  }

  /** One at a time, not while anything is owed, from the minimum up to what is available. */
  mayRequest(customer: string, amount_fen: bigint): boolean {
    const underWay = [...this.#payouts.values()].some(
      (payout) => payout.customer === customer && ["requested", "transferring"].includes(payout.state),
    );
    return (
      !underWay &&
      amount_fen >= (this.#plan?.minimum_fen ?? 0n) &&
      amount_fen <= (this.#net.get(customer) ?? 0n)
    );
  }

  /** The merchant agrees: the month's tax with this payout, less what the month has kept back. */
  approve(id: string, at: Date): bigint {
    const payout = this.#payout(id);
    const month = new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 7);
    let [gross, withheld] = [payout.amount_fen, 0n];
    for (const other of this.#payouts.values()) {
      if (other.customer !== payout.customer || other.month !== month || other.state !== "confirmed")
        continue;
      gross += other.amount_fen;
      withheld += other.withheld_fen ?? 0n;
    }
    const due = labourTax(gross) - withheld;
    const kept = due < 0n ? 0n : due > payout.amount_fen ? payout.amount_fen : due;
    Object.assign(payout, { state: "transferring", withheld_fen: kept, month });
    return kept;
  }

  /** How a payout ended; what came to nothing goes back. */
  end(id: string, state: "rejected" | "confirmed" | "failed" | "expired"): void {
    const payout = this.#payout(id);
    payout.state = state;
    this.#move(this.#hold, payout.customer, -payout.amount_fen);
    if (state !== "confirmed") this.#move(this.#net, payout.customer, payout.amount_fen);
  }

  available(customer: string): bigint {
    const net = this.#net.get(customer) ?? 0n;
    return net > 0n ? net : 0n;
  }

  /** Everybody's accounts, by customer. */
  allBalances(): Map<string, ExpectedBalances> {
    const all = new Map<string, ExpectedBalances>();
    for (const customer of this.#distributors) {
      const net = this.#net.get(customer) ?? 0n;
      all.set(customer, {
        pending_fen: 0n,
        available_fen: net > 0n ? net : 0n,
        hold_fen: this.#hold.get(customer) ?? 0n,
        debt_fen: net < 0n ? -net : 0n,
        earned_fen: 0n,
      });
    }
    for (const { owed } of this.#orders.values()) {
      for (const { owner, accrued, matured, amount_fen, clawed_fen } of owed) {
        const accounts = all.get(owner);
        if (!accrued || !accounts) continue;
        accounts.earned_fen += amount_fen - clawed_fen;
        if (!matured) accounts.pending_fen += amount_fen - clawed_fen;
      }
    }
    return all;
  }

  /** Every accrual there should be, by line and tier. */
  accruals(): ExpectedAccrual[] {
    return [...this.#orders.values()].flatMap(({ owed }) =>
      owed
        .filter(({ accrued }) => accrued)
        .map(({ line, tier, owner, amount_fen, clawed_fen, matured }) => ({
          key: `${line}/${tier}`,
          owner,
          amount_fen,
          clawed_fen,
          state: matured ? "available" : "pending",
        })),
    );
  }

  /** Every payout there should be. */
  payouts(): ({ id: string } & Payout)[] {
    return [...this.#payouts].map(([id, payout]) => ({ id, ...payout }));
  }

  #of(order: string): KnownOrder {
    const found = this.#orders.get(order);
    if (!found) throw new Error(`${order} was never placed`);
    return found;
  }

  #payout(id: string): Payout {
    const found = this.#payouts.get(id);
    if (!found) throw new Error(`payout ${id} was never requested`);
    return found;
  }

  #move(account: Map<string, bigint>, owner: string, fen: bigint): void {
    account.set(owner, (account.get(owner) ?? 0n) + fen);
  }
}

/**
 * Prepayment on remuneration for labour: up to 800 yuan nothing; above, 800 yuan are deducted, from 4,000 yuan a fifth;
 * 20 % up to 20,000 yuan taxable, 30 % less 2,000 yuan up to 50,000, 40 % less 7,000 yuan beyond; half a fen rounds up.
 */
function labourTax(month_fen: bigint): bigint {
  if (month_fen <= 80_000n) return 0n;
  const [taxable, parts] = month_fen <= 400_000n ? [month_fen - 80_000n, 1n] : [month_fen * 4n, 5n];
  const above = (limit_fen: bigint) => taxable > limit_fen * parts;
  const [percent, deducted] = above(5_000_000n)
    ? [40n, 700_000n]
    : above(2_000_000n)
      ? [30n, 200_000n]
      : [20n, 0n];
  const [top, bottom] = [taxable * percent - deducted * 100n * parts, 100n * parts];
  return (2n * top + bottom) / (2n * bottom);
}

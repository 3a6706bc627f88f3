import { AuditedPayouts } from "./auditor-payouts";
import { AuditedPeople, dayOf, figuresOf } from "./auditor-people";
import { type OwedAmount, owedBy } from "./auditor-rates";
import type {
  Bind,
  Capture,
  GradeByHand,
  Order,
  PlanChange,
  Rebinding,
  Receipt,
  Refund,
  RiskAct,
} from "./happenings";

/*
 * The books kept a second time, from the rules alone and in the simplest way: nothing here is shared with the shop. It
 * keeps one number for what has matured, `net`: above zero it is available, below it is owed.
 */

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
}

interface KnownOrder {
  customer: string;
  lines: { id: string; base_fen: bigint; own_fen: bigint; refunded_fen: bigint }[];
  /** Given back for no line in particular. */
  shared_fen: bigint;
  total_fen: bigint;
  captured_fen: bigint;
  holding_days: number;
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

/** Somebody's accounts as the books should have them. */
export interface ExpectedBalances {
  pending_fen: bigint;
  available_fen: bigint;
  hold_fen: bigint;
  debt_fen: bigint;
  earned_fen: bigint;
}

/** What a life contained, so that one can see that it is worth living through. */
export interface Lived {
  by_rule: number;
  by_campaign: number;
  cut: number;
  expired: number;
  rebound: number;
  risen: number;
  fallen: number;
  held: number;
  appealed: number;
  indebted: number;
  repaid: number;
  /** Lines given back whole of orders of which something went back for no line. */
  returned: number;
  months: number;
}

export class Auditor {
  #plan: PlanChange | null = null;
  readonly #people = new AuditedPeople();
  readonly #distributors = new Set<string>();
  readonly #held = new Set<string>();
  readonly #orders = new Map<string, KnownOrder>();
  readonly #known = new Set<string>();
  readonly #buyers = new Set<string>();
  readonly #net = new Map<string, bigint>();
  readonly #hold = new Map<string, bigint>();
  readonly #payouts = new AuditedPayouts();
  readonly #closed = new Map<string, Map<string, ExpectedBalances>>();
  readonly #lived = {
    ...{ by_rule: 0, by_campaign: 0, cut: 0, expired: 0, rebound: 0, risen: 0, fallen: 0 },
    ...{ held: 0, appealed: 0, indebted: 0, repaid: 0, returned: 0 },
  };

  /** A plan comes into force. */
  plan(change: PlanChange): void {
    this.#plan = change;
  }

  join(customer: string): void {
    this.#distributors.add(customer);
    this.#people.join(customer);
  }

  /** What comes of somebody agreeing to an inviter. */
  bind(bind: Bind, at: Date): string {
    return this.#people.bind(bind, this.#plan, this.#buyers.has(bind.customer), at);
  }

  /** What comes of a manual change that two people make. */
  rebind(rebinding: Rebinding, at: Date): string {
    const result = this.#people.rebind(rebinding, this.#plan, at);
    if (result === "approved") this.#lived.rebound++;
    return result;
  }

  giveGrade(grade: GradeByHand): string {
    return this.#people.giveGrade(grade, this.#plan);
  }

  /** Grades go by what was sold and earned on whole Shanghai days that have ended. */
  appraise(at: Date): void {
    if (!this.#plan) return;
    const today = dayOf(at);
    const earned = new Map<string, Owed[]>();
    for (const { owed } of this.#orders.values()) {
      for (const one of owed) {
        if (!one.accrued_at || dayOf(one.accrued_at) >= today) continue;
        const own = earned.get(one.owner);
        if (own) own.push(one);
        else earned.set(one.owner, [one]);
      }
    }
    const moved = this.#people.appraise(this.#plan, (customer, days) =>
      figuresOf(earned.get(customer) ?? [], today - days),
    );
    this.#lived.risen += moved.risen;
    this.#lived.fallen += moved.fallen;
  }

  gradeOf(customer: string): string | null {
    return this.#people.gradeOf(customer);
  }

  /** Money of somebody who is held neither matures nor leaves until a case is cleared. */
  risk({ customer, act }: RiskAct): void {
    if (act === "hold") this.#held.add(customer);
    if (act === "clear") this.#held.delete(customer);
    if (act === "hold") this.#lived.held++;
    if (act === "appeal") this.#lived.appealed++;
  }

  isHeld(customer: string): boolean {
    return this.#held.has(customer);
  }

  /** An order is created: who is owed what is settled now and for good. */
  order({ id, customer, lines, freight_fen }: Order, at: Date): void {
    const owed = this.#plan ? owedBy(this.#plan, lines, this.#earning(customer, this.#plan, at), at) : [];
    for (const { by_rule, by_campaign, was_cut } of owed) {
      if (by_rule) this.#lived.by_rule++;
      if (by_campaign) this.#lived.by_campaign++;
      if (was_cut) this.#lived.cut++;
    }
    const baseOf = new Map(lines.map((line) => [line.id, line.base_fen]));
    const fresh = { accrued: false, accrued_at: null, clawed_fen: 0n, matured: false };
    this.#orders.set(id, {
      customer,
      lines: lines.map((line) => ({ id: line.id, base_fen: line.base_fen, own_fen: 0n, refunded_fen: 0n })),
      shared_fen: 0n,
      total_fen: lines.reduce((sum, { base_fen }) => sum + base_fen, freight_fen),
      captured_fen: 0n,
      holding_days: this.#plan?.holding_days ?? 0,
      received_at: null,
      has_case: false,
      owed: owed
        .filter(({ amount_fen }) => amount_fen > 0n)
        .map((one) => ({ ...one, ...fresh, base_fen: baseOf.get(one.line) ?? 0n })),
    });
  }

  #earning(customer: string, plan: PlanChange, at: Date) {
    const earning = [];
    for (let [tier, below] = [1, customer]; tier <= plan.tiers.length; tier++) {
      if (this.#people.isExpired(below, at)) this.#lived.expired++;
      const owner = this.#people.inviterOf(below, at);
      if (!owner) break;
      earning.push({ owner, tier, grade: this.#people.gradeOf(owner) });
      below = owner;
    }
    return earning;
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
    else if (told.kind === "capture") {
      order.captured_fen += told.amount_fen;
      this.#buyers.add(order.customer);
    } else this.#giveBack(order, told);
    if (order.captured_fen < order.total_fen) return;
    if (told.kind === "capture") for (const owed of order.owed) accrue(owed, at);
    this.#claw(order);
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
    if (own && own.own_fen === own.base_fen && order.shared_fen > 0n) this.#lived.returned++;
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
      if (owed.matured) this.#move(this.#net, owed.owner, owed.clawed_fen - target);
      if (owed.matured && (this.#net.get(owed.owner) ?? 0n) < 0n) this.#lived.indebted++;
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
        if (!owed.accrued || owed.matured || this.#held.has(owed.owner)) continue;
        owed.matured = true;
        const left = owed.amount_fen - owed.clawed_fen;
        if (left > 0n && (this.#net.get(owed.owner) ?? 0n) < 0n) this.#lived.repaid++;
        this.#move(this.#net, owed.owner, left);
      }
    }
  }

  /** Whether a payout may be asked for; if so its money is on hold. */
  request(id: string, customer: string, amount_fen: bigint): boolean {
    if (!this.mayRequest(customer, amount_fen)) return false;
    this.#move(this.#net, customer, -amount_fen);
    this.#move(this.#hold, customer, amount_fen);
    this.#payouts.request(id, { customer, amount_fen }, this.#plan?.payout_fee ?? null);
    return true;
  }

  /** One at a time, of nobody who is held, not while anything is owed, from the minimum up to what is available. */
  mayRequest(customer: string, amount_fen: bigint): boolean {
    return (
      !this.#payouts.isUnderWay(customer) &&
      !this.#held.has(customer) &&
      amount_fen >= (this.#plan?.minimum_fen ?? 0n) &&
      amount_fen <= (this.#net.get(customer) ?? 0n)
    );
  }

  /** The merchant agrees. @returns the tax */
  approve(id: string, at: Date): bigint {
    return this.#payouts.approve(id, at);
  }

  /** How a payout ended; what came to nothing goes back. */
  end(id: string, state: "rejected" | "confirmed" | "failed" | "expired"): void {
    const { customer, amount_fen } = this.#payouts.end(id, state);
    this.#move(this.#hold, customer, -amount_fen);
    if (state !== "confirmed") this.#move(this.#net, customer, amount_fen);
  }

  /** A month is over: how everybody's accounts stood when it ended is settled. */
  closeMonth(month: string): void {
    this.#closed.set(month, this.allBalances());
  }

  /** Everybody's accounts at the end of each month that was closed, in the order of the months. */
  closedMonths(): ReadonlyMap<string, ReadonlyMap<string, ExpectedBalances>> {
    return this.#closed;
  }

  lived(): Lived {
    return { ...this.#lived, months: this.#closed.size };
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
  payouts() {
    return this.#payouts.all();
  }

  #of(order: string): KnownOrder {
    const found = this.#orders.get(order);
    if (!found) throw new Error(`${order} was never placed`);
    return found;
  }

  #move(account: Map<string, bigint>, owner: string, fen: bigint): void {
    account.set(owner, (account.get(owner) ?? 0n) + fen);
  }
}

function accrue(owed: Owed, at: Date): void {
  if (!owed.accrued) owed.accrued_at = at;
  owed.accrued = true;
}

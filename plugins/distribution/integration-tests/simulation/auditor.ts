import { AuditedAccounts } from "./auditor-accounts";
import { type Lived, newLife } from "./auditor-lived";
import { AuditedOrders, type ExpectedAccrual } from "./auditor-orders";
import { AuditedPayouts } from "./auditor-payouts";
import { AuditedPeople, dayOf, figuresOf } from "./auditor-people";
import { type MayEarn, owedBy } from "./auditor-rates";
import type {
  Addition,
  Bind,
  Capture,
  GradeByHand,
  Order,
  PlanChange,
  Rebinding,
  Receipt,
  Refund,
  RiskAct,
  StandingChange,
  TaxRule,
} from "./happenings";

/*
 * The books kept a second time, from the rules alone and in the simplest way: nothing here is shared with the shop.
 */

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
  readonly #people = new AuditedPeople();
  readonly #held = new Set<string>();
  readonly #accounts = new AuditedAccounts();
  readonly #lived = newLife();
  readonly #orders = new AuditedOrders(this.#accounts, this.#lived);
  readonly #terms = new Map<string, { plan: PlanChange; earning: MayEarn[]; at: Date }>();
  readonly #payouts = new AuditedPayouts();
  readonly #closed = new Map<string, Map<string, ExpectedBalances>>();

  /** A plan comes into force. */
  plan(change: PlanChange): void {
    this.#plan = change;
  }

  taxBy(rule: TaxRule): void {
    this.#payouts.taxBy(rule);
  }

  join(customer: string): void {
    this.#people.join(customer);
  }

  /** What comes of somebody agreeing to an inviter. */
  bind(bind: Bind, at: Date): string {
    return this.#people.bind(bind, this.#plan, this.#orders.hasBought(bind.customer), at);
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
    const earned = this.#orders.accruedBefore(today);
    const moved = this.#people.appraise(this.#plan, (customer, days) =>
      figuresOf(earned.get(customer) ?? [], today - days),
    );
    this.#lived.risen += moved.risen;
    this.#lived.fallen += moved.fallen;
  }

  gradeOf(customer: string): string | null {
    return this.#people.gradeOf(customer);
  }

  /** What comes of a decision about somebody, or of their own to leave for good. */
  stand({ customer, act }: StandingChange): string {
    const mayLeave = () => {
      const { earned_fen: _, ...money } = this.#balancesOf(customer);
      return !this.#held.has(customer) && Object.values(money).every((fen) => fen === 0n);
    };
    if (act === "leave" && (!mayLeave() || this.#people.hasLeft(customer))) return "refused";
    const result = this.#people.stand(customer, act);
    if (act === "freeze" && result === "changed") this.#lived.frozen++;
    if (act === "close" && result === "changed") this.#lived.closed++;
    if (act === "leave") this.#lived.left++;
    return result;
  }

  /** Money of somebody who is held neither matures nor leaves until a case is cleared. */
  risk({ customer, act }: RiskAct): void {
    if (act === "hold") this.#held.add(customer);
    if (act === "clear") this.#held.delete(customer);
    if (act === "hold") this.#lived.held++;
    if (act === "appeal") this.#lived.appealed++;
  }

  /** An order is created: who is owed what is settled now and for good. */
  order(order: Order, at: Date): void {
    const plan = this.#plan;
    const earning = this.#earning(order.customer, at);
    const owed = plan ? owedBy(plan, order.lines, earning, at) : [];
    this.#orders.place(order, owed, plan ?? { holding_days: 0, pays_own_purchases: false });
    if (plan) this.#terms.set(order.id, { plan, earning, at });
  }

  /** Something is added to an order: by its people, its plan and its moment, and within what its cap has left. */
  add(addition: Addition): void {
    const terms = this.#terms.get(addition.added_to);
    if (!terms) throw new Error(`${addition.added_to} was placed without a plan`);
    const before = this.#orders.before(addition.added_to);
    const owed = owedBy(terms.plan, addition.lines, terms.earning, terms.at, before);
    this.#orders.place(addition, owed, terms.plan, addition.added_to);
  }

  /**
   * Step by step up from the buyer; who is not active is passed over, but keeps the step. Where own purchases are paid,
   * an active buyer takes the first tier and the others come after.
   */
  #earning(buyer: string, at: Date): MayEarn[] {
    const earning: MayEarn[] = [];
    const first = this.#plan?.pays_own_purchases && this.#people.isActive(buyer) ? 0 : 1;
    const tiers = this.#plan?.tiers.length ?? 0;
    let owner: string | undefined = buyer;
    for (let distance = 0; distance - first < tiers; distance++) {
      if (distance > 0) {
        const below: string = owner;
        if (this.#people.isExpired(below, at)) this.#lived.expired++;
        owner = this.#people.inviterOf(below, at);
      }
      if (!owner) break;
      if (distance < first) continue;
      const mayEarn = this.#people.isActive(owner);
      if (!mayEarn) this.#lived.passed_over++;
      const tier = distance - first + 1;
      if (mayEarn) earning.push({ owner, tier, distance, grade: this.#people.gradeOf(owner) });
    }
    return earning;
  }

  openCase(order: string, isOpen: boolean): void {
    this.#orders.openCase(order, isOpen);
  }

  /** Something about an order's money or goods; told again it changes nothing. */
  money(told: Capture | Refund | Receipt, at: Date): void {
    this.#orders.money(told, at, (owner) => this.#people.isClosed(owner));
  }

  mature(now: Date): void {
    this.#orders.mature(now, this.#held);
  }

  /** Money is set aside for a payout that may be asked for. */
  request(id: string, customer: string, amount_fen: bigint): void {
    this.#accounts.setAside(customer, amount_fen);
    this.#payouts.request(id, { customer, amount_fen }, this.#plan?.payout_fee ?? null);
  }

  /**
   * One at a time, of nobody who is held or frozen or gone without ever having been paid, not while anything is owed,
   * from the minimum up to what is available, and not when tax and fee would leave nothing.
   */
  mayRequest(customer: string, amount_fen: bigint, at: Date): boolean {
    const terms = this.#plan?.payout_fee ?? null;
    const isRefused =
      this.#payouts.isUnderWay(customer) ||
      this.#held.has(customer) ||
      !this.#people.mayWithdraw(customer) ||
      (this.#people.hasLeft(customer) && !this.#payouts.wasPaid(customer)) ||
      amount_fen < (this.#plan?.minimum_fen ?? 0n) ||
      amount_fen > this.#accounts.net(customer);
    if (isRefused || this.#payouts.wouldArrive({ customer, amount_fen }, terms, at)) return !isRefused;
    this.#lived.taxed_away++;
    return false;
  }

  /** The merchant agrees. @returns the tax, or why nothing comes of it */
  approve(id: string, at: Date): bigint | string {
    const { customer } = this.#payouts.of(id);
    if (this.#held.has(customer)) return "risk_case_waits";
    if (!this.#people.mayWithdraw(customer)) return "distributor_frozen";
    const tax = this.#payouts.approve(id, at);
    if (tax === null) this.#lived.taxed_away++;
    else if (tax > 0n) this.#lived.taxed++;
    return tax ?? "net_below_minimum";
  }

  /** How a payout ended; what came to nothing goes back. */
  end(id: string, state: "rejected" | "confirmed" | "failed" | "expired"): void {
    const { customer, amount_fen } = this.#payouts.end(id, state);
    if (state === "confirmed") this.#accounts.payOut(customer, amount_fen);
    else this.#accounts.setAside(customer, -amount_fen);
  }

  /** A month is over: how everybody's accounts stood when it ended is settled. */
  closeMonth(month: string): void {
    this.#closed.set(month, this.allBalances());
    this.#lived.months++;
  }

  /** Everybody's accounts at the end of each month that was closed, in the order of the months. */
  closedMonths(): ReadonlyMap<string, ReadonlyMap<string, ExpectedBalances>> {
    return this.#closed;
  }

  lived(): Lived {
    return this.#lived;
  }

  available(customer: string): bigint {
    return this.#accounts.of(customer).available_fen;
  }

  /** Everybody's accounts, by customer. */
  allBalances(): Map<string, ExpectedBalances> {
    const all = new Map<string, ExpectedBalances>();
    for (const customer of this.#people.all()) {
      all.set(customer, { pending_fen: 0n, ...this.#accounts.of(customer), earned_fen: 0n });
    }
    for (const { owner, fen, is_pending } of this.#orders.earned()) {
      const accounts = all.get(owner);
      if (!accounts) continue;
      accounts.earned_fen += fen;
      if (is_pending) accounts.pending_fen += fen;
    }
    return all;
  }

  #balancesOf(customer: string): ExpectedBalances {
    const found = this.allBalances().get(customer);
    if (!found) throw new Error(`${customer} never joined`);
    return found;
  }

  /** Every accrual there should be, by line and tier. */
  accruals(): ExpectedAccrual[] {
    return this.#orders.accruals();
  }

  /** Every payout there should be. */
  payouts() {
    return this.#payouts.all();
  }
}

import { Chance } from "./chance";
import type {
  Addition,
  Bind,
  Capture,
  Day,
  GradeByHand,
  Line,
  Order,
  PayoutWish,
  Rebinding,
  Receipt,
  Refund,
  RiskAct,
  StandingChange,
  TaxRule,
} from "./happenings";
import { goodsOf, gradeOf, planOf } from "./workload-plan";

const DAY_MS = 86_400_000;
const FIRST_DAY = new Date("2026-01-05T06:30:00.000Z");
const SETTLING_DAYS = 40;
const TAX_RULES: readonly TaxRule[] = ["none", "labour", "cumulative"];
type Money = Capture | Refund | Receipt;

/** Months of a shop's life, made up from a seed: the same seed is the same life. */
export class Workload {
  readonly #chance: Chance;
  /** Who pays is drawn apart, so that everything else of a seed's life stays as it was. */
  readonly #payers: Chance;
  readonly #orders: number;
  readonly #shopping_days: number;
  readonly #customers: string[];
  readonly #distributors: string[] = [];
  readonly #due = new Map<number, Money[]>();
  readonly #cases = new Map<number, { opened: string[]; closed: string[] }>();
  readonly #risk = new Map<number, RiskAct[]>();
  readonly #additions = new Map<number, Addition[]>();
  readonly #unfreezing = new Map<number, StandingChange[]>();
  readonly #heldUntil = new Map<string, number>();
  #placed = 0;
  #refunds = 0;
  #wishes = 0;

  constructor(seed: number, orders: number) {
    this.#chance = new Chance(seed);
    this.#payers = new Chance(seed + 1);
    this.#orders = orders;
    this.#shopping_days = Math.max(45, Math.min(130, Math.ceil(orders / 25)));
    const people = 60 + Math.ceil(orders / 40);
    this.#customers = Array.from({ length: people }, (_, number) => `cus_${String(number).padStart(5, "0")}`);
  }

  /** The days one after the other: first people shop, then what they bought settles. */
  *days(): Generator<Day> {
    for (let number = 0; number < this.#shopping_days + SETTLING_DAYS; number++) yield this.#day(number);
  }

  #day(number: number): Day {
    const at = new Date(FIRST_DAY.getTime() + number * DAY_MS);
    const joining = this.#joining(number);
    const binding = this.#binding(number);
    const left = this.#shopping_days - number;
    const count = left > 0 ? Math.ceil((this.#orders - this.#placed) / left) : 0;
    const orders = Array.from({ length: count }, () => this.#order(number));
    const cases = this.#cases.get(number);
    return {
      number,
      at,
      plan: number === 0 || this.#chance.happens(8) ? planOf(this.#chance, at) : null,
      joining,
      tidies: this.#chance.happens(10),
      appraises: this.#chance.happens(30),
      grades_by_hand: this.#gradesByHand(),
      binding,
      rebinding: this.#rebinding(),
      risk: this.#riskActs(number),
      standing: this.#standing(number),
      tax: number > 20 && this.#chance.happens(6) ? this.#chance.oneOf(TAX_RULES) : null,
      cases_opened: cases?.opened ?? [],
      cases_closed: cases?.closed ?? [],
      orders,
      additions: this.#additions.get(number) ?? [],
      money: this.#told(number),
      payouts: this.#payouts(number),
    };
  }

  #gradesByHand(): GradeByHand[] {
    const chance = this.#chance;
    if (!chance.happens(15)) return [];
    const customer = chance.oneOf(this.#distributors);
    return [{ customer, code: gradeOf(chance), is_pinned: chance.happens(30) }];
  }

  #rebinding(): Rebinding[] {
    const chance = this.#chance;
    return Array.from({ length: chance.whole(0, 2) }, () => ({
      customer: chance.oneOf(this.#customers),
      to: chance.happens(50) ? chance.oneOf(this.#distributors) : null,
      is_approved: chance.happens(80),
    }));
  }

  /** Now and then somebody's money is held; they appeal or not, and sooner or later the case is cleared. */
  #riskActs(number: number): RiskAct[] {
    const chance = this.#chance;
    const customer = chance.oneOf(this.#distributors);
    if (number > 5 && chance.happens(35) && (this.#heldUntil.get(customer) ?? -1) < number) {
      const after = [chance.whole(1, 5), chance.whole(6, 10), chance.whole(11, 25)] as const;
      this.#riskOn(number, customer, "hold");
      if (chance.happens(50)) this.#riskOn(number + after[0], customer, "appeal");
      if (chance.happens(40)) this.#riskOn(number + after[1], customer, "confirm");
      this.#riskOn(number + after[2], customer, "clear");
      this.#heldUntil.set(customer, number + after[2]);
    }
    return this.#risk.get(number) ?? [];
  }

  /** People are frozen and mostly let go on, now and then closed; some leave, or try to. */
  #standing(number: number): StandingChange[] {
    const chance = this.#chance;
    const customer = () => chance.oneOf(this.#distributors);
    const changes = this.#unfreezing.get(number) ?? [];
    if (number > 3 && chance.happens(25)) {
      const frozen = customer();
      changes.push({ customer: frozen, act: "freeze" });
      const until = number + chance.whole(2, 20);
      const due = this.#unfreezing.get(until) ?? [];
      if (chance.happens(85)) this.#unfreezing.set(until, [...due, { customer: frozen, act: "unfreeze" }]);
    }
    if (number > 10 && chance.happens(4)) changes.push({ customer: customer(), act: "close" });
    if (number > 10 && chance.happens(15)) changes.push({ customer: customer(), act: "leave" });
    return changes;
  }

  #riskOn(day: number, customer: string, act: RiskAct["act"]): void {
    this.#risk.set(day, [...(this.#risk.get(day) ?? []), { customer, act }]);
  }

  #joining(number: number): string[] {
    const others = this.#customers.filter((customer) => !this.#distributors.includes(customer));
    const count = number === 0 ? Math.ceil(this.#customers.length / 8) : this.#chance.whole(0, 1);
    const joining = this.#chance.shuffled(others).slice(0, count);
    this.#distributors.push(...joining);
    return joining;
  }

  #binding(number: number): Bind[] {
    const chance = this.#chance;
    const count = number === 0 ? this.#customers.length : chance.whole(0, 8);
    return Array.from({ length: count }, () => ({
      customer: chance.oneOf(this.#customers),
      inviter: chance.oneOf(this.#distributors),
    }));
  }

  #order(day: number): Order {
    const chance = this.#chance;
    const id = `order_${String(this.#placed++).padStart(8, "0")}`;
    const lines = this.#lines(id);
    const freight_fen = BigInt(chance.happens(40) ? chance.whole(100, 1_500) : 0);
    const order = { id, customer: chance.oneOf(this.#customers), lines, freight_fen };
    if (chance.happens(90)) this.#future(order, day);
    if (chance.happens(10)) this.#addition(order, day + chance.whole(0, 14));
    return order;
  }

  /** Something is added and paid for at once, later, or never; some of it goes back. */
  #addition({ id: added_to, customer }: Order, day: number): void {
    const chance = this.#chance;
    const id = `${added_to}_more`;
    const addition = { id, added_to, customer, lines: this.#lines(id), freight_fen: 0n };
    this.#additions.set(day, [...(this.#additions.get(day) ?? []), addition]);
    const goods = addition.lines.reduce((sum, { base_fen }) => sum + base_fen, 0n);
    if (chance.happens(10)) return;
    const payer = this.#payer(customer);
    const capture = { kind: "capture", id: `capt_${id}`, order: id, amount_fen: goods, payer } as const;
    this.#later(day + chance.whole(0, 2), capture);
    if (goods === 0n || !chance.happens(40)) return;
    const back = chance.happens(30) ? goods : BigInt(chance.whole(1, Number(goods)));
    this.#refund(addition, day + chance.whole(0, 30), back, back);
  }

  /** Mostly the buyer pays, or nobody knows; sometimes somebody else does, who may be the one that invited them. */
  #payer(buyer: string): string | null {
    if (this.#payers.happens(30)) return this.#payers.oneOf(this.#distributors);
    return this.#payers.happens(70) ? buyer : null;
  }

  #lines(order: string): Line[] {
    const chance = this.#chance;
    return Array.from({ length: chance.whole(1, 4) }, (_, index) => {
      const [least, most] = chance.happens(3)
        ? [0, 30]
        : chance.happens(2)
          ? [100_000, 1_000_000]
          : [500, 40_000];
      const base_fen = BigInt(chance.whole(least, most));
      const goods = chance.happens(95) ? goodsOf(chance, base_fen) : null;
      return { id: `ordli_${order.slice(6)}_${index}`, base_fen, goods };
    });
  }

  /** What becomes of an order that is paid: money in one part or two, receipt, refunds early and late, cases. */
  #future(order: Order, day: number): void {
    const chance = this.#chance;
    const goods = order.lines.reduce((sum, { base_fen }) => sum + base_fen, 0n);
    const total = goods + order.freight_fen;
    const paid = day + chance.whole(0, 2);
    const first = chance.happens(6) ? total / 2n : total;
    const capture = (part: number, amount_fen: bigint) => {
      const payer = this.#payer(order.customer);
      return { kind: "capture", id: `capt_${order.id}_${part}`, order: order.id, amount_fen, payer } as const;
    };
    this.#later(paid, capture(1, first));
    if (first < total) this.#later(paid + chance.whole(0, 3), capture(2, total - first));
    const received = day + chance.whole(1, 12);
    if (chance.happens(92)) this.#later(received, { kind: "receipt", order: order.id });
    // Refunds may be told before the money they give back, and long after the commission was paid out.
    let open = goods;
    for (let again = chance.happens(28); again && open > 0n; again = chance.happens(35)) {
      const amount = chance.happens(25) ? open : BigInt(chance.whole(1, Number(open)));
      this.#refund(
        order,
        day + (chance.happens(75) ? chance.whole(0, 16) : chance.whole(17, 45)),
        amount,
        amount,
      );
      open -= amount;
    }
    if (order.freight_fen > 0n && chance.happens(10)) {
      this.#refund(order, day + chance.whole(1, 20), order.freight_fen, 0n);
    }
    // A case about one line, now and then beside refunds that were for no line: more than the line is left with.
    const returned = chance.oneOf(order.lines);
    if (returned.base_fen > 0n && chance.happens(14)) {
      const goods_fen = chance.happens(60)
        ? returned.base_fen
        : BigInt(chance.whole(1, Number(returned.base_fen)));
      const amount_fen = goods_fen + (chance.happens(20) ? order.freight_fen : 0n);
      this.#refund(order, day + chance.whole(0, 40), amount_fen, goods_fen, returned.id);
    }
    if (chance.happens(8)) this.#case(order.id, day + chance.whole(1, 14), chance.whole(3, 25));
  }

  #refund(
    order: Order,
    day: number,
    amount_fen: bigint,
    goods_fen: bigint,
    line: string | null = null,
  ): void {
    const id = `ref_${String(this.#refunds++).padStart(8, "0")}`;
    this.#later(day, { kind: "refund", id, order: order.id, amount_fen, goods_fen, line });
  }

  #case(order: string, day: number, days: number): void {
    const last = this.#shopping_days + SETTLING_DAYS - 1;
    const of = (number: number) => {
      const found = this.#cases.get(number) ?? { opened: [], closed: [] };
      this.#cases.set(number, found);
      return found;
    };
    of(Math.min(day, last)).opened.push(order);
    if (day + days <= last) of(day + days).closed.push(order);
  }

  #later(day: number, money: Money): void {
    const found = this.#due.get(day);
    if (found) found.push(money);
    else this.#due.set(day, [money]);
  }

  /** What is told on a day, in parts as they reach the shop; a fifth is told again, then or another day. */
  #told(number: number): Money[][] {
    const chance = this.#chance;
    const told = [...(this.#due.get(number) ?? [])];
    for (const money of this.#due.get(number) ?? []) {
      if (chance.happens(20)) told.push(money);
      if (chance.happens(4)) this.#later(number + chance.whole(1, 5), money);
    }
    const parts: Money[][] = [];
    for (let rest = chance.shuffled(told); rest.length > 0; ) {
      const size = chance.whole(1, 4);
      parts.push(rest.slice(0, size));
      rest = rest.slice(size);
    }
    return parts;
  }

  #payouts(number: number): PayoutWish[] {
    const chance = this.#chance;
    if (number < 10) return [];
    return this.#distributors.flatMap((customer): PayoutWish[] => {
      if (!chance.happens(9)) return [];
      const keys = Array.from({ length: chance.happens(30) ? 3 : 1 }, () => `key-${++this.#wishes}`);
      const ending = chance.oneOf([
        "confirmed",
        "confirmed",
        "confirmed",
        "failed",
        "expired",
        "rejected",
        "left_open",
        "waiting",
      ] as const);
      return [{ customer, keys, percent: chance.oneOf([10, 50, 100, 100, 130]), ending }];
    });
  }
}

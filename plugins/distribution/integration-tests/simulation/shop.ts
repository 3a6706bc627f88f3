import { randomBytes } from "node:crypto";
import type { ProcessedMoney } from "../../src/modules/distribution/intake/intake-store";
import type { DistributionModuleService } from "../../src/modules/distribution/service";
import { openTestLedger, type TestLedger } from "../database";
import { postingsAt } from "../ledger-clock";
import { matureAll } from "../shop-life";
import { testIdNumber } from "../test-identity";
import type {
  Addition,
  Bind,
  Capture,
  GradeByHand,
  Line,
  Order,
  PlanChange,
  Rebinding,
  Receipt,
  Refund,
  RiskAct,
  StandingChange,
  TaxRule,
} from "./happenings";
import { AGREEMENT, draftOf } from "./shop-plan";

const CLIENTS = 8;
const ACTOR = "user_owner";
const CLERK = "user_clerk";
/** Small enough that a day's maturation is many runs, which meet. */
const MATURED_AT_ONCE = 40;
const OPTIONS = {
  payout_provider: "manual",
  identity_key: randomBytes(32).toString("base64"),
  payout_limits: {
    minimum_fen: "1",
    per_transfer_fen: "99999999999",
    per_person_day_fen: "99999999999",
    per_shop_day_fen: "999999999999",
  },
};

const POLICIES = { none: "none", labour: "cn-labour", cumulative: "cn-platform-cumulative" } as const;

/** The real service on a real PostgreSQL, used by several processes' worth of clients at once. */
export class Shop {
  #clients: DistributionModuleService[] = [];
  readonly #open_cases = new Set<string>();
  readonly #cases = { ordersWithOpenCase: async () => this.#open_cases };
  readonly #numbers = new Map<string, bigint>();
  readonly #ids = new Map<string, string>();
  readonly #tokens = new Map<string, string>();

  private constructor(readonly ledger: TestLedger) {}

  static async open(): Promise<Shop> {
    const shop = new Shop(await openTestLedger("cn-mainland", OPTIONS));
    await shop.taxBy("labour");
    return shop;
  }

  /** All servers start anew with another way of keeping tax back. */
  async taxBy(rule: TaxRule): Promise<void> {
    for (const client of this.#clients) await client.__hooks.onApplicationShutdown();
    const own = { tax_policy: POLICIES[rule] };
    const servers = Array.from({ length: CLIENTS }, () => this.ledger.anotherService(own));
    this.#clients = await Promise.all(servers);
  }

  close(): Promise<void> {
    return this.ledger.close();
  }

  /** Does all of it at once: each client takes the next piece when it is through with one. */
  async atOnce<T>(
    pieces: readonly T[],
    work: (client: DistributionModuleService, piece: T) => Promise<void>,
  ) {
    let next = 0;
    await Promise.all(
      this.#clients.map(async (client) => {
        while (next < pieces.length) {
          const piece = pieces[next++];
          if (piece !== undefined) await work(client, piece);
        }
      }),
    );
  }

  /** The owner knows what a second tier and paid own purchases mean. */
  async acknowledge(now: Date): Promise<void> {
    for (const topic of ["tier_two", "self_purchase"] as const) {
      await this.ledger.service.plans.acknowledge({ topic, actor_id: ACTOR, statement: "本店了解。", now });
    }
  }

  /** Another day begins: what is posted now carries its date. */
  begin(day: Date): Promise<void> {
    return postingsAt(this.ledger, day.toISOString());
  }

  async publish(plan: PlanChange, now: Date): Promise<void> {
    const result = await this.ledger.service.plans.publish({ actor_id: ACTOR, draft: draftOf(plan), now });
    if (result.kind === "refused") throw new Error(`the plan was refused: ${result.code}`);
  }

  /** A customer becomes a distributor and says who they are. */
  async join(client: DistributionModuleService, customer_id: string, now: Date): Promise<void> {
    const joined = await client.referrals.join({ customer_id, agreement_version: AGREEMENT, now });
    if (joined.kind === "refused") throw new Error(`${customer_id} could not join: ${joined.code}`);
    this.#numbers.set(customer_id, joined.distributor.account_no);
    this.#ids.set(customer_id, joined.distributor.id);
    const id_number = testIdNumber(this.#numbers.size);
    this.#tokens.set(customer_id, await this.#share(client, customer_id, now));
    const identity = { customer_id, real_name: "王小藤", id_number, notice_version: "1", now };
    const told = await client.identities.submit(identity);
    if (told.kind === "refused") throw new Error(`${customer_id} could not say who they are: ${told.code}`);
  }

  /** Who a distributor is by account number. */
  customerOf(): Map<string, string> {
    return new Map([...this.#numbers].map(([customer, number]) => [String(number), customer]));
  }

  async #share(client: DistributionModuleService, customer_id: string, now: Date): Promise<string> {
    const token = await client.referrals.issueShareToken({ customer_id, target: { type: "shop" }, now });
    // Who may no longer share has links from before.
    if (token.kind === "refused") return this.#tokens.get(customer_id) ?? "";
    return token.share_token.token;
  }

  async bind(client: DistributionModuleService, { customer, inviter }: Bind, now: Date): Promise<string> {
    const share_token = await this.#share(client, inviter, now);
    return (await client.referrals.bind({ customer_id: customer, share_token, now })).kind;
  }

  /** The merchant decides about somebody, or they close their account for good. */
  async stand({ customer, act }: StandingChange, now: Date): Promise<string> {
    const { identities, referrals } = this.ledger.service;
    if (act === "leave") {
      const left = await identities.erasure.erase({ customer_id: customer, now });
      return left.kind === "erased" ? "changed" : "refused";
    }
    const decision = { distributor_id: this.#idOf(customer), actor_id: ACTOR, reason: "核查订单", now };
    return (await referrals.distributors.changeStatus({ ...decision, act })).kind;
  }

  /** Somebody asks for another inviter or none, and somebody else decides. */
  async rebind({ customer, to, is_approved }: Rebinding, now: Date): Promise<string> {
    const { bindings } = this.ledger.service.referrals;
    const asked = await bindings.propose({
      ...{ customer_id: customer, to_distributor_id: to && this.#idOf(to) },
      ...{ actor_id: to === null ? customer : CLERK, reason: "申请更换", now },
    });
    if (asked.kind === "refused") return "refused";
    const decision = { change_id: asked.change.id, actor_id: ACTOR, note: null, now };
    return (is_approved ? await bindings.approve(decision) : await bindings.refuse(decision)).kind;
  }

  /** The job that ends bindings whose time is over. */
  async tidyBindings(now: Date): Promise<void> {
    await this.ledger.service.referrals.bindings.expire({ now, limit: 1_000 });
  }

  async giveGrade({ customer, code, is_pinned }: GradeByHand, now: Date): Promise<string> {
    const given = { grade_code: code, is_pinned, actor_id: ACTOR, reason: "店长决定", now };
    return (await this.ledger.service.plans.grades.give({ distributor_id: this.#idOf(customer), ...given }))
      .kind;
  }

  async appraise(now: Date): Promise<void> {
    for (let after: bigint | null = 0n; after !== null; ) {
      after = (await this.ledger.service.plans.grades.appraise({ after, limit: 25, now })).next;
    }
  }

  /** Everybody's grade, by customer. */
  async grades(): Promise<Map<string, string | null>> {
    const rows = await this.ledger.asOwner.query<{ customer_id: string; grade_code: string | null }[]>(
      `select customer_id, grade_code from distribution.distributor`,
    );
    return new Map(rows.map(({ customer_id, grade_code }) => [customer_id, grade_code]));
  }

  /** Somebody's money is held, they appeal, or the merchant decides. */
  async risk({ customer, act }: RiskAct, now: Date): Promise<void> {
    const { risk } = this.ledger.service;
    const distributor_id = this.#idOf(customer);
    const standing = await risk.caseInForce(distributor_id);
    const decision = { case_id: standing?.risk_case.id ?? "", actor_id: ACTOR, reason: "已核实", now };
    const result =
      act === "hold"
        ? await risk.holdByHand({ distributor_id, actor_id: ACTOR, reason: "待核实", now })
        : act === "appeal"
          ? await risk.appeal({ customer_id: customer, appeal: "都是真实订单。", now })
          : await risk.decide({ ...decision, decision: act === "clear" ? "cleared" : "confirmed" });
    if (result.kind === "refused") throw new Error(`${act} of ${customer}: ${result.code}`);
  }

  /** Closes every month up to one. */
  async closeMonths(through: string, now: Date): Promise<void> {
    await this.ledger.service.statements.close({ through, actor_id: ACTOR, now });
  }

  #idOf(customer: string): string {
    const id = this.#ids.get(customer);
    if (id === undefined) throw new Error(`${customer} never joined`);
    return id;
  }

  async place(client: DistributionModuleService, order: Order, now: Date): Promise<void> {
    const total_fen = order.lines.reduce((sum, { base_fen }) => sum + base_fen, order.freight_fen);
    await client.intake.freezeOrder(
      {
        order_id: order.id,
        display_id: 1,
        customer_id: order.customer,
        currency_code: "cny",
        total_fen,
        lines: order.lines.map(boughtLine),
      },
      now,
    );
  }

  /** Freezes what was added to an order, as the intake does before it takes the payment in. */
  async add(
    client: DistributionModuleService,
    { id, added_to, lines, freight_fen }: Addition,
  ): Promise<void> {
    const total_fen = lines.reduce((sum, { base_fen }) => sum + base_fen, freight_fen);
    const addition = { addition_id: id, order_id: added_to, total_fen, lines: lines.map(boughtLine) };
    if (!(await client.intake.additions.freeze(addition))) throw new Error(`${added_to} was never frozen`);
  }

  setCase(order: string, isOpen: boolean): void {
    if (isOpen) this.#open_cases.add(order);
    else this.#open_cases.delete(order);
  }

  async tell(
    client: DistributionModuleService,
    part: readonly (Capture | Refund | Receipt)[],
    now: Date,
  ): Promise<void> {
    const money = part.flatMap((told) => (told.kind === "receipt" ? [] : [processed(told, now)]));
    const receipts = part.flatMap((told) =>
      told.kind === "receipt" ? [{ order_id: told.order, received_at: now }] : [],
    );
    if (money.length > 0) await client.intake.ingest(money);
    if (receipts.length > 0) await client.intake.recordReceipts(receipts);
  }

  async mature(client: DistributionModuleService, now: Date): Promise<void> {
    await matureAll(client, now, { limit: MATURED_AT_ONCE, cases: this.#cases });
  }

  request(
    client: DistributionModuleService,
    customer_id: string,
    amount_fen: bigint,
    key: string,
    now: Date,
  ) {
    const payee = { bank_name: "招商银行", account_number: `62220212345${this.#numbers.get(customer_id)}` };
    return client.payouts.request({ customer_id, amount_fen, payee, request_key: key, now });
  }

  /** The merchant agrees. @returns the tax, or why it was refused */
  async approve(
    client: DistributionModuleService,
    payout_id: string,
    now: Date,
  ): Promise<bigint | string | null> {
    const result = await client.payouts.approve({ payout_id, actor_id: ACTOR, now });
    return result.kind === "refused" ? result.code : result.payout.withheld_fen;
  }

  async end(
    client: DistributionModuleService,
    payout_id: string,
    ending: "rejected" | "confirmed" | "failed" | "expired",
    now: Date,
  ): Promise<void> {
    const review = { payout_id, actor_id: ACTOR, now };
    const result =
      ending === "rejected"
        ? await client.payouts.reject({ ...review, reason: "资料不符" })
        : await client.payouts.endTransfer({ ...review, outcome: ending, note: "银行流水" });
    if (result.kind === "refused") throw new Error(`${payout_id} did not end as ${ending}: ${result.code}`);
  }
}

function boughtLine({ id, base_fen, goods }: Line) {
  if (!goods) return { order_line_id: id, base_fen };
  const { quantity, variant, product, collection, categories, unit_cost_fen } = goods;
  return {
    ...{ order_line_id: id, base_fen },
    goods: {
      ...{ quantity, unit_cost_fen, list_fen: base_fen, category_ids: categories },
      ...{ variant_id: variant, product_id: product, collection_id: collection },
    },
  };
}

function processed(told: Capture | Refund, occurred_at: Date): ProcessedMoney {
  const { kind, id, order: order_id, amount_fen } = told;
  const money = { kind, id, order_id, outcome: "recorded", amount_fen, occurred_at } as const;
  if (told.kind === "capture") return { ...money, goods_fen: 0n, payer_customer_id: told.payer };
  const { goods_fen, line } = told;
  return { ...money, goods_fen, lines: line ? [{ order_line_id: line, goods_fen }] : null };
}

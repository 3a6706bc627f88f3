import { randomBytes } from "node:crypto";
import { PlanDraftShape } from "../../src/domain/plan-shape";
import type { DistributionModuleService } from "../../src/modules/distribution/service";
import type { ProcessedMoney } from "../../src/modules/distribution/storage/intake-store";
import { openTestLedger, type TestLedger } from "../database";
import { matureAll } from "../shop-life";
import type { Bind, Capture, Order, PlanChange, Receipt, Refund } from "./happenings";

const CLIENTS = 8;
const ACTOR = "user_owner";
const AGREEMENT = "2026-01";
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

/** The real service on a real PostgreSQL, used by several processes' worth of clients at once. */
export class Shop {
  readonly #clients: DistributionModuleService[];
  readonly #open_cases = new Set<string>();
  readonly #cases = { ordersWithOpenCase: async () => this.#open_cases };
  readonly #numbers = new Map<string, bigint>();

  private constructor(
    readonly ledger: TestLedger,
    clients: DistributionModuleService[],
  ) {
    this.#clients = clients;
  }

  static async open(): Promise<Shop> {
    const ledger = await openTestLedger("cn-mainland", OPTIONS);
    const others = Array.from({ length: CLIENTS - 1 }, () => ledger.anotherService());
    return new Shop(ledger, [ledger.service, ...(await Promise.all(others))]);
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

  async allowTwoTiers(now: Date): Promise<void> {
    await this.ledger.service.acknowledge({
      topic: "tier_two",
      actor_id: ACTOR,
      statement: "本店了解。",
      now,
    });
  }

  async publish(
    { rates_bps, holding_days, protection_days, minimum_fen }: PlanChange,
    now: Date,
  ): Promise<void> {
    const draft = PlanDraftShape.parse({
      name: "藤蔓分享计划",
      tiers: rates_bps.map((rate_bps, index) => ({ tier: index + 1, rate_bps })),
      holding_days,
      minimum_payout_fen: String(minimum_fen),
      joining_mode: "free",
      agreement: { version: AGREEMENT, title: "分销协议", body: "加入免费。" },
      binding: { protection_days },
    });
    const result = await this.ledger.service.publishPlan({ actor_id: ACTOR, draft, now });
    if (result.kind === "refused") throw new Error(`the plan was refused: ${result.code}`);
  }

  /** A customer becomes a distributor and says who they are. */
  async join(client: DistributionModuleService, customer_id: string, now: Date): Promise<void> {
    const joined = await client.joinProgram({ customer_id, agreement_version: AGREEMENT, now });
    if (joined.kind === "refused") throw new Error(`${customer_id} could not join: ${joined.code}`);
    this.#numbers.set(customer_id, joined.distributor.account_no);
    const id_number = idNumber(this.#numbers.size);
    const identity = { customer_id, real_name: "王小藤", id_number, notice_version: "1", now };
    const told = await client.tellIdentity(identity);
    if (told.kind === "refused") throw new Error(`${customer_id} could not say who they are: ${told.code}`);
  }

  /** Who a distributor is by account number. */
  customerOf(): Map<string, string> {
    return new Map([...this.#numbers].map(([customer, number]) => [String(number), customer]));
  }

  async bind(client: DistributionModuleService, { customer, inviter }: Bind, now: Date): Promise<string> {
    const token = await client.issueShareToken({ customer_id: inviter, target: { type: "shop" }, now });
    if (token.kind === "refused") throw new Error(`${inviter} could not share: ${token.code}`);
    const share_token = token.share_token.token;
    return (await client.bindReferral({ customer_id: customer, share_token, now })).kind;
  }

  async place(client: DistributionModuleService, order: Order, now: Date): Promise<void> {
    const total_fen = order.lines.reduce((sum, { base_fen }) => sum + base_fen, order.freight_fen);
    await client.freezeOrder(
      {
        order_id: order.id,
        display_id: 1,
        customer_id: order.customer,
        currency_code: "cny",
        total_fen,
        lines: order.lines.map(({ id, base_fen }) => ({ order_line_id: id, base_fen })),
      },
      now,
    );
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
    if (money.length > 0) await client.settle(money);
    if (receipts.length > 0) await client.takeInReceipts(receipts);
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
    return client.requestPayout({ customer_id, amount_fen, payee, request_key: key, now });
  }

  async approve(client: DistributionModuleService, payout_id: string, now: Date): Promise<bigint | null> {
    const result = await client.approvePayout({ payout_id, actor_id: ACTOR, now });
    if (result.kind === "refused") throw new Error(`${payout_id} was not approved: ${result.code}`);
    return result.payout.withheld_fen;
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
        ? await client.rejectPayout({ ...review, reason: "资料不符" })
        : await client.endTransfer({ ...review, outcome: ending, note: "银行流水" });
    if (result.kind === "refused") throw new Error(`${payout_id} did not end as ${ending}: ${result.code}`);
  }
}

function processed(told: Capture | Refund, occurred_at: Date): ProcessedMoney {
  const { kind, id, order: order_id, amount_fen } = told;
  const goods_fen = kind === "refund" ? told.goods_fen : 0n;
  return { kind, id, order_id, outcome: "recorded", amount_fen, goods_fen, occurred_at };
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The ID number of nobody, with the right last character. */
function idNumber(nobody: number): string {
  const born = new Date(Date.UTC(1980, 0, 1 + (nobody % 7_000)))
    .toISOString()
    .slice(0, 10)
    .replaceAll("-", "");
  const first = `110101${born}${String(nobody % 1_000).padStart(3, "0")}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first[index]), 0);
  return `${first}${"10X98765432"[sum % 11]}`;
}

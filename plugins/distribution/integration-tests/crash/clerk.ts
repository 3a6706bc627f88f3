// A process that keeps the ledger while it is being killed: it does what it is told over IPC and says when it is done.
import { asValue, createContainer } from "@medusajs/framework/awilix";
import type { MedusaContainer } from "@medusajs/framework/types";
import { noAfterSaleCases } from "../../src/after-sale-cases";
import { serviceDataSource } from "../../src/modules/distribution/database/data-source";
import { DistributionModuleService } from "../../src/modules/distribution/service";
import type { PayoutProvider, TransferState } from "../../src/payout-provider";
import { followTransfer } from "../../src/workflows/payout/payout-transfers";
import type { Errand, Report } from "./errands";

const ACTOR = "user_owner";
const PROVIDER = "bank";

/** Asks the bank over HTTP; whatever goes wrong on the way says nothing about the money. */
const bank: PayoutProvider = {
  is_manual: false,
  destination: null,
  transfer: async ({ outward_number, net_fen }) => {
    const body = JSON.stringify({ number: outward_number, net_fen: String(net_fen) });
    const answer = await fetch(String(process.env.BANK_URL), { method: "POST", body });
    return (await answer.json()) as TransferState;
  },
};

type MoneyErrand = Extract<Errand, { order_id: string }>;
type PayoutErrand = Extract<Errand, { payout_id: string }>;

/** The service beside the container through which it reaches the bank. */
interface Desk {
  service: DistributionModuleService;
  container: MedusaContainer;
}

async function run(desk: Desk, errand: Errand): Promise<string | null> {
  const now = new Date(errand.at);
  if (errand.kind === "mature") {
    await desk.service.intake.matureBatch({ now, limit: 25, after: null, cases: noAfterSaleCases });
    return null;
  }
  if (errand.kind === "ask_payout") {
    const { customer: customer_id, key: request_key, amount } = errand;
    const payee = { bank_name: "招商银行", account_number: "6222021234567890" };
    const wish = { customer_id, request_key, amount_fen: BigInt(amount), payee, now };
    const result = await desk.service.payouts.request(wish);
    return result.kind === "refused" ? null : result.payout.id;
  }
  if ("payout_id" in errand) return review(desk, errand, now);
  await takeIn(desk.service, errand, now);
  return null;
}

/** A decision that was taken before the clerk was killed is refused when it is asked again; the state tells. */
async function review({ service, container }: Desk, errand: PayoutErrand, now: Date): Promise<string | null> {
  const { kind, payout_id } = errand;
  const decision = { payout_id, actor_id: ACTOR, now };
  if (kind === "approve_payout") await service.payouts.approve(decision);
  else if (kind === "reject_payout") await service.payouts.reject({ ...decision, reason: "资料不符" });
  else await followTransfer(container, payout_id);
  return (await service.payouts.find(payout_id))?.state ?? null;
}

async function takeIn(service: DistributionModuleService, errand: MoneyErrand, now: Date): Promise<void> {
  const { order_id } = errand;
  if (errand.kind === "receipt") return service.intake.recordReceipts([{ order_id, received_at: now }]);
  if (errand.kind === "order") {
    const lines = errand.bases.map((base, index) => ({
      order_line_id: `ordli_${order_id.slice(6)}_${index}`,
      base_fen: BigInt(base),
    }));
    const total_fen = lines.reduce((sum, { base_fen }) => sum + base_fen, 0n);
    const order = {
      order_id,
      display_id: 1,
      customer_id: errand.customer,
      currency_code: "cny",
      total_fen,
      lines,
    };
    await service.intake.freezeOrder(order, now);
    return;
  }
  const amount_fen = BigInt(errand.amount);
  const goods_fen = errand.kind === "refund" ? amount_fen : 0n;
  const money = {
    kind: errand.kind,
    id: errand.id,
    order_id,
    amount_fen,
    goods_fen,
    occurred_at: now,
  } as const;
  await service.intake.ingest([{ ...money, outcome: "recorded" }]);
}

/** The ledger's service as a shop has it that pays out through the bank. */
async function openDesk(): Promise<Desk> {
  const source = await serviceDataSource({ url: String(process.env.LEDGER_URL) }).initialize();
  const any = "99999999999";
  const service = new DistributionModuleService(
    { distributionDataSource: source },
    {
      share_token_days: 180,
      compliance_profile: "cn-mainland",
      payout_provider: PROVIDER,
      identity_key: process.env.IDENTITY_KEY,
      payout_limits: { per_transfer_fen: any, per_person_day_fen: any, per_shop_day_fen: any },
    },
  );
  const container = createContainer() as MedusaContainer;
  container.register({
    distribution: asValue(service),
    [PROVIDER]: asValue(bank),
    logger: asValue({ error: () => undefined }),
  });
  return { service, container };
}

async function serve(): Promise<void> {
  const desk = await openDesk();
  const tell = (report: Report) => process.send?.(report);
  process.on("message", ({ number, errand }: { number: number; errand: Errand }) => {
    run(desk, errand).then(
      (answer) => tell({ number, done: true, answer }),
      (error: Error) => tell({ number, done: false, reason: error.message }),
    );
  });
  process.on("disconnect", () => process.exit(0));
  tell({ number: -1, done: true, answer: null });
}

void serve();

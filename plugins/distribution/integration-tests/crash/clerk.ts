// A process that keeps the ledger while it is being killed: it does what it is told over IPC and says when it is done.
import { noAfterSaleCases } from "../../src/after-sale-cases";
import { DistributionModuleService } from "../../src/modules/distribution/service";
import { serviceDataSource } from "../../src/modules/distribution/storage/data-source";
import type { Errand, Report } from "./errands";

async function run(service: DistributionModuleService, errand: Errand): Promise<void> {
  const now = new Date(errand.at);
  if (errand.kind === "mature") {
    await service.matureBatch({ now, limit: 25, after: null, cases: noAfterSaleCases });
    return;
  }
  const { order_id } = errand;
  if (errand.kind === "receipt") return service.takeInReceipts([{ order_id, received_at: now }]);
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
    await service.freezeOrder(order, now);
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
  await service.settle([{ ...money, outcome: "recorded" }]);
}

async function serve(): Promise<void> {
  const source = await serviceDataSource({ url: String(process.env.LEDGER_URL) }).initialize();
  const service = new DistributionModuleService(
    { distributionDataSource: source },
    { share_token_days: 180, compliance_profile: "cn-mainland" },
  );
  const tell = (report: Report) => process.send?.(report);
  process.on("message", ({ number, errand }: { number: number; errand: Errand }) => {
    run(service, errand).then(
      () => tell({ number, done: true }),
      (error: Error) => tell({ number, done: false, reason: error.message }),
    );
  });
  process.on("disconnect", () => process.exit(0));
  tell({ number: -1, done: true });
}

void serve();

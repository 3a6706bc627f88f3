import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  when,
} from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { type DistributorMove, distributorMoves } from "../../domain/intake/distributor-move";
import type { Ingestion } from "../../modules/distribution/intake/ingestion";
import type { MoneyKind, ProcessedMoney } from "../../modules/distribution/intake/intake-store";
import { type CommissionEvent, commissionEvents } from "../../modules/distribution/referral/views";
import { distributionService } from "../distribution-service";
import { refreezeUnpaidOrders } from "./amend-orders";
import { freezePaidAdditions, NO_ADDITIONS } from "./freeze-additions";
import { classify, type IntakeFacts, OVERLAP_MS } from "./intake-rules";
import {
  type MedusaMoney,
  type MoneyFilter,
  readBookedRefunds,
  readMoney,
  readOrderIds,
} from "./medusa-payments";
import { withPayers } from "./payers";
import { withLines } from "./refunded-lines";

const PAGE = 200;

export interface IngestPaymentsInput {
  /** Only this payment's captures and refunds; everything not yet taken in when absent. */
  payment_id?: string;
}

/** Payload of `distribution.earnings_accrued` and `distribution.earnings_clawed_back`: one distributor's, all lines together. */
export interface EarningsEvent {
  key: string;
  distributor_id: string;
  amount_fen: string;
}

export interface IngestPaymentsResult {
  accrued: CommissionEvent[];
  clawed_back: CommissionEvent[];
  earned: EarningsEvent[];
  lost: EarningsEvent[];
  deferred: number;
}

const ingestPaymentsStep = createStep(
  "distribution-take-in-payments",
  async ({ payment_id }: IngestPaymentsInput, { container }) => {
    const total: IngestPaymentsResult = { accrued: [], clawed_back: [], earned: [], lost: [], deferred: 0 };
    const moves: Record<"earned" | "lost", DistributorMove[]> = { earned: [], lost: [] };
    // Captures first: a refund of money captured in the same moment finds its accrual.
    for (const kind of ["capture", "refund"] as const) {
      const { settlements, deferred } = await ingestKind(container, kind, payment_id);
      total.accrued.push(...settlements.flatMap(({ accrued }) => commissionEvents(accrued)));
      total.clawed_back.push(...settlements.flatMap(({ clawed_back }) => commissionEvents(clawed_back)));
      moves.earned.push(...settlements.flatMap(({ accrued }) => distributorMoves(accrued)));
      moves.lost.push(...settlements.flatMap(({ clawed_back }) => distributorMoves(clawed_back)));
      total.deferred += deferred;
    }
    total.earned = await earningsEvents(container, moves.earned);
    total.lost = await earningsEvents(container, moves.lost);
    return new StepResponse(total);
  },
);

async function earningsEvents(
  container: MedusaContainer,
  moves: readonly DistributorMove[],
): Promise<EarningsEvent[]> {
  if (moves.length === 0) return [];
  const ids = await distributionService(container).referrals.distributorIds(
    moves.map(({ distributor_no }) => distributor_no),
  );
  return moves.flatMap(({ key, distributor_no, amount_fen }) => {
    const distributor_id = ids.get(distributor_no);
    return distributor_id ? [{ key, distributor_id, amount_fen: String(amount_fen) }] : [];
  });
}

/**
 * Asks Medusa for captures and refunds that were not taken in, and takes them in. Events only wake this up: they carry
 * little and may be lost, so what Medusa's tables say is what counts. Safe to run anywhere, at once, and again.
 */
export const ingestPaymentsWorkflow = createWorkflow(
  "distribution-take-in-payments",
  (input: IngestPaymentsInput) => {
    const result = ingestPaymentsStep(input);
    when("distribution-accrued", { result }, ({ result }) => result.accrued.length > 0).then(() => {
      const data = transform({ result }, ({ result }) => result.accrued);
      emitEventStep({ eventName: "distribution.commission_accrued", data }).config({ name: "emit-accrued" });
      const earned = transform({ result }, ({ result }) => result.earned);
      emitEventStep({ eventName: "distribution.earnings_accrued", data: earned }).config({
        name: "emit-earned",
      });
    });
    when("distribution-clawed-back", { result }, ({ result }) => result.clawed_back.length > 0).then(() => {
      const data = transform({ result }, ({ result }) => result.clawed_back);
      emitEventStep({ eventName: "distribution.clawed_back", data }).config({
        name: "emit-clawed-back",
      });
      const lost = transform({ result }, ({ result }) => result.lost);
      emitEventStep({ eventName: "distribution.earnings_clawed_back", data: lost }).config({
        name: "emit-lost",
      });
    });
    return new WorkflowResponse(result);
  },
);

interface TakenIn {
  settlements: Ingestion[];
  deferred: number;
}

async function ingestKind(
  container: MedusaContainer,
  kind: MoneyKind,
  payment_id: string | undefined,
): Promise<TakenIn> {
  const service = distributionService(container);
  const seen = payment_id ? null : await service.intake.watermark(kind);
  const filter: MoneyFilter = {
    ...(payment_id ? { payment_id } : {}),
    ...(seen ? { since: new Date(seen.getTime() - OVERLAP_MS) } : {}),
  };
  const settlements: Ingestion[] = [];
  let left: MedusaMoney[] = [];
  let last: Date | null = null;
  for (let skip = 0; ; skip += PAGE) {
    const page = await readMoney(container, kind, filter, { skip, take: PAGE });
    const taken = await ingestPage(container, kind, page);
    settlements.push(...taken.settlements);
    left = left.concat(taken.left);
    last = page.at(-1)?.created_at ?? last;
    if (page.length < PAGE) break;
  }
  // The mark stops before whatever is left, so that the next run finds it however late it comes.
  const until = left[0]?.created_at ?? last;
  if (!payment_id && until) await service.intake.moveWatermark(kind, until);
  return { settlements, deferred: left.length };
}

async function ingestPage(
  container: MedusaContainer,
  kind: MoneyKind,
  page: readonly MedusaMoney[],
): Promise<{ settlements: Ingestion[]; left: MedusaMoney[] }> {
  const service = distributionService(container);
  const known = await service.intake.processedIds(
    kind,
    page.map(({ id }) => id),
  );
  const fresh = page.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return { settlements: [], left: [] };
  const orderIds = await readOrderIds(
    container,
    fresh.map((money) => money.payment_collection_id),
  );
  const ids = [...new Set(orderIds.values())];
  const seen = {
    orderIds,
    frozen: await service.intake.frozenOrderIds(ids),
    additions: NO_ADDITIONS,
    unamended: new Set<string>(),
    bookedRefunds: kind === "refund" ? await readBookedRefunds(container, ids) : new Set<string>(),
    now: new Date(),
  };
  // Only what stays is frozen: a capture that Medusa may still remove says nothing about what was paid for.
  const staying = fresh.filter((money) => classify(money, seen) !== "later");
  const collections = new Set(staying.map((money) => money.payment_collection_id));
  const unamended = await refreezeUnpaidOrders(container, ordersOf(staying, seen));
  const additions = await freezePaidAdditions(container, [...seen.frozen], collections);
  const facts = { ...seen, unamended, additions };
  const left: MedusaMoney[] = [];
  const ready: ProcessedMoney[] = [];
  for (const money of fresh) {
    const classified = classify(money, facts);
    if (classified === "later") left.push(money);
    else ready.push(classified);
  }
  warnOfUnattributed(container, ready);
  const { settlements, failed } = await settleAll(
    container,
    await withLines(container, await withPayers(container, ready), fresh, orderIds),
  );
  const failedMoney = fresh.filter(({ id }) => failed.has(id));
  return { settlements, left: fresh.filter((money) => left.includes(money) || failedMoney.includes(money)) };
}

/** The frozen orders that money is of. */
function ordersOf(
  money: readonly MedusaMoney[],
  { orderIds, frozen }: Pick<IntakeFacts, "orderIds" | "frozen">,
): string[] {
  const ids = money.flatMap(({ payment_collection_id }) => orderIds.get(payment_collection_id) ?? []);
  return [...new Set(ids)].filter((id) => frozen.has(id));
}

/** Settles a page at once; should that fail, one by one, so that one broken order holds up no other. */
async function settleAll(
  container: MedusaContainer,
  ready: readonly ProcessedMoney[],
): Promise<{ settlements: Ingestion[]; failed: Set<string> }> {
  const service = distributionService(container);
  const failed = new Set<string>();
  if (ready.length === 0) return { settlements: [], failed };
  try {
    return { settlements: [await service.intake.ingest(ready)], failed };
  } catch (error) {
    if (ready.length === 1) reportFailure(container, ready[0], error);
  }
  if (ready.length === 1) return { settlements: [], failed: new Set(ready.map(({ id }) => id)) };
  const settlements: Ingestion[] = [];
  for (const money of ready) {
    try {
      settlements.push(await service.intake.ingest([money]));
    } catch (error) {
      failed.add(money.id);
      reportFailure(container, money, error);
    }
  }
  return { settlements, failed };
}

function reportFailure(container: MedusaContainer, money: ProcessedMoney | undefined, error: unknown): void {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  const reason = error instanceof Error ? error.message : String(error);
  logger.error(`distribution: ${money?.kind} ${money?.id} could not be settled and stays open: ${reason}`);
}

function warnOfUnattributed(container: MedusaContainer, ready: readonly ProcessedMoney[]): void {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  for (const { kind, id, order_id, outcome } of ready) {
    if (outcome !== "without_attribution") continue;
    logger.warn(
      `distribution: ${kind} ${id} is of order ${order_id}, which was never frozen; nothing accrues`,
    );
  }
}

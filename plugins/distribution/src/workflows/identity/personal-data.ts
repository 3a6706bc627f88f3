import type { MedusaContainer } from "@medusajs/framework/types";
import { type ClosingRefusal, type DataSubject, personalDataWorkflow } from "@tengman/plugin-kit";
import { payableUntil } from "../../domain/identity/erasure";
import { payoutView } from "../../modules/distribution/payout/views";
import { distributorView } from "../../modules/distribution/referral/views";
import { appealView } from "../../modules/distribution/risk/views";
import { distributionService } from "../distribution-service";
import { eraseAccount } from "./erase-account";
import { readPayableOrders } from "./payable-orders";

const MOST_PAYOUTS = 500;

/** For the person to read; the codes are those of closing the distributor's account alone. */
const MESSAGES: Record<string, string> = {
  orders_open: "您推广的订单还有待付款的，过后才能注销",
  payout_under_way: "提现正在处理中，到账后才能注销",
  balance_left: "佣金还有余额，提现后才能注销",
  debt_open: "还有未结清的佣金欠款，结清后才能注销",
  risk_held: "账户正在核查中，核查结束后才能注销",
};

async function closingRefusal(
  { customer_id, now }: DataSubject,
  container: MedusaContainer,
): Promise<ClosingRefusal | null> {
  const { erasure } = distributionService(container).identities;
  const payable = await readPayableOrders(container);
  const ids = payable.map(({ order_id }) => order_id);
  const own = await erasure.ordersEarningFor(customer_id, ids);
  const until = payableUntil(
    payable.filter(({ order_id }) => own.has(order_id)),
    new Date(now),
  );
  if (until) {
    return { code: "orders_open", message: MESSAGES.orders_open ?? "", until: until.toISOString() };
  }
  const refusal = await erasure.ownRefusal(customer_id);
  return refusal && { code: refusal.code, message: MESSAGES[refusal.code] ?? "" };
}

async function erase({ customer_id }: DataSubject, container: MedusaContainer): Promise<void> {
  const result = await eraseAccount(container, { customer_id });
  if (result.kind === "refused" && result.code !== "not_a_distributor") {
    throw new Error(`a closed account still earns: ${result.code}`);
  }
  await distributionService(container).identities.erasure.forgetTraces(customer_id);
}

async function exportOf(
  { customer_id }: DataSubject,
  container: MedusaContainer,
): Promise<Record<string, unknown>> {
  const service = distributionService(container);
  const distributor = await service.referrals.distributorOfCustomer(customer_id);
  if (!distributor) return { distributor: null };
  const own = { distributor_id: distributor.id, state: null, limit: MOST_PAYOUTS, after: null };
  const [identity, payouts, risk_case, decisions] = await Promise.all([
    service.identities.masked(distributor.id),
    service.payouts.list(own),
    service.risk.caseInForce(distributor.id),
    service.identities.erasure.ownDecisions({ customer_id, distributor_id: distributor.id }),
  ]);
  return {
    distributor: distributorView(distributor),
    identity,
    payouts: payouts.map(payoutView),
    appeals: risk_case?.appeals.map(appealView) ?? [],
    decisions,
  };
}

/** What the ledger knows of a customer; every transfer stays, under a number. */
export const distributionPersonalDataWorkflow = personalDataWorkflow("distribution-personal-data", {
  closingRefusal,
  erase,
  export: exportOf,
  isUsed: ({ customer_id }, container) =>
    distributionService(container).identities.erasure.isKnown(customer_id),
});

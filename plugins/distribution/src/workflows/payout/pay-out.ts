import type { MedusaContainer } from "@medusajs/framework/types";
import { type Refused, refused } from "../../domain/errors";
import type { TransferOutcome } from "../../domain/payout/payout";
import { type PayoutView, payoutView } from "../../modules/distribution/payout/views";
import type { Payee, PayoutOrder } from "../../payout-provider";
import { announce } from "../announce";
import { distributionService } from "../distribution-service";
import { assessRisk } from "../risk/assess-risk";
import { currentProvider, followTransfer } from "./payout-transfers";

/** A decision about a payout, each by its own person. */
export type PayoutCommand =
  | { act: "request"; customer_id: string; amount_fen: string; payee: Payee | null; request_key: string }
  | { act: "approve"; payout_id: string; actor_id: string }
  | { act: "reject"; payout_id: string; actor_id: string; reason: string }
  | { act: "confirm"; payout_id: string; actor_id: string; outcome: TransferOutcome; note: string };

type Decision = Awaited<
  ReturnType<
    | ReturnType<typeof distributionService>["payouts"]["request"]
    | ReturnType<typeof distributionService>["payouts"]["approve"]
    | ReturnType<typeof distributionService>["payouts"]["endTransfer"]
  >
>;

type PayOutRefusal = Extract<Decision, { kind: "refused" }>["code"] | "payout_not_manual" | "payee_missing";

/** The payout after the decision and whether anything changed, or why not. */
export type PayOutResult = { kind: "decided"; is_new: boolean; payout: PayoutView } | Refused<PayOutRefusal>;

/**
 * Requests, approves, rejects or ends a payout, and says so (`distribution.payout_requested` and so on). Approving
 * starts the transfer; should that fail, the job asks again under the same number.
 */
export async function payOut(container: MedusaContainer, command: PayoutCommand): Promise<PayOutResult> {
  if (command.act === "request") await lookAtPayee(container, command);
  const service = distributionService(container);
  const provider = currentProvider(container);
  if (command.act === "confirm" && service.payouts.terms && !provider?.is_manual) {
    return refused("payout_not_manual");
  }
  const destination = provider?.destination ?? null;
  if (command.act === "request" && service.payouts.terms && !command.payee && destination === null) {
    return refused("payee_missing", "payee");
  }
  const paid = command.act === "confirm" ? await service.payouts.order(command.payout_id) : null;
  const decision = await decide(service, command, destination, new Date());
  if (decision.kind === "refused") return decision;
  if (decision.payout.state === "confirmed" && paid) await provePayee(service, paid.order);
  if (decision.kind === "approved") await followTransfer(container, decision.payout.id);
  const is_new = decision.kind !== "already_requested" && decision.kind !== "already_ended";
  const payout = payoutView(decision.payout);
  if (is_new) {
    const { id, distributor_id, amount_fen, state } = payout;
    const happened = state === "transferring" ? "approved" : state;
    await announce(container, `distribution.payout_${happened}`, {
      payout_id: id,
      distributor_id,
      amount_fen,
    });
  }
  return { kind: "decided", is_new, payout };
}

/** Who shares a bank account with somebody else is looked at before the money is set aside. */
async function lookAtPayee(
  container: MedusaContainer,
  { customer_id, payee }: Extract<PayoutCommand, { act: "request" }>,
): Promise<void> {
  const shown = payee ? [{ kind: "payee_named" as const, text: payee.account_number }] : [];
  await assessRisk(container, { customer_id, shown });
}

function decide(
  service: ReturnType<typeof distributionService>,
  command: PayoutCommand,
  destination: string | null,
  now: Date,
): Promise<Decision> {
  switch (command.act) {
    case "request":
      return service.payouts.request({
        ...command,
        amount_fen: BigInt(command.amount_fen),
        // An account that nobody reads is not kept.
        payee: destination === null ? command.payee : null,
        destination,
        now,
      });
    case "approve":
      return service.payouts.approve({ ...command, now });
    case "reject":
      return service.payouts.reject({ ...command, now });
    case "confirm":
      return service.payouts.endTransfer({ ...command, now });
  }
}

/** Whoever was paid to an account is behind it; before, it was only what they wrote. */
async function provePayee(
  service: ReturnType<typeof distributionService>,
  { customer_id, payee }: Pick<PayoutOrder, "customer_id" | "payee">,
): Promise<void> {
  if (!payee) return;
  await service.risk.recordSignals(customer_id, [{ kind: "payee", text: payee.account_number }], new Date());
}

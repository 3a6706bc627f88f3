import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { reminderDue } from "../../domain/payout/payout-reminder";
import type { PayoutRow } from "../../modules/distribution/payout/payout-store";
import type { PayoutEvent } from "../../modules/distribution/payout/views";
import type { PayoutOrder, PayoutProvider, TransferState } from "../../payout-provider";
import { MANUAL_PAYOUTS, manualPayouts } from "../../providers/payout-manual";
import { announce } from "../announce";
import { distributionService } from "../distribution-service";

/** Who decides when no person does. */
export const SYSTEM_ACTOR = "system";

/** The provider of a name: the built-in one, or a service that the shop registered; null when it is not there. */
export function payoutProvider(container: MedusaContainer, name: string): PayoutProvider | null {
  if (name === MANUAL_PAYOUTS) return manualPayouts;
  return container.resolve<PayoutProvider>(name, { allowUnregistered: true }) ?? null;
}

/** The provider that pays now; null while payouts are closed or it is not there. */
export function currentProvider(container: MedusaContainer): PayoutProvider | null {
  const name = distributionService(container).payouts.terms?.provider;
  return name === undefined ? null : payoutProvider(container, name);
}

/**
 * Starts an approved payout's transfer, or asks how far it is, and books an ending. A failure says nothing about the
 * money: the payout stays as it is and the same number is asked for again.
 * @returns what the provider answered; null when there was nothing to ask or no answer
 */
export function followTransfer(container: MedusaContainer, payout_id: string): Promise<TransferState | null> {
  return askProvider(container, payout_id, (provider, order) => provider.transfer(order, container));
}

/**
 * Begins to take an approved payout's transfer back, and books its end once it is certain.
 * @returns as {@link followTransfer}; "impossible" when the provider cannot
 */
export async function cancelTransfer(
  container: MedusaContainer,
  payout_id: string,
): Promise<TransferState | null | "impossible"> {
  return askProvider(container, payout_id, async (provider, order) =>
    provider.cancel ? provider.cancel(order, container) : "impossible",
  );
}

async function askProvider<Answer extends TransferState | "impossible">(
  container: MedusaContainer,
  payout_id: string,
  ask: (provider: PayoutProvider, order: PayoutOrder) => Promise<Answer>,
): Promise<Answer | null> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  const service = distributionService(container);
  const wanted = await service.payouts.order(payout_id);
  if (!wanted) return null;
  const provider = payoutProvider(container, wanted.provider);
  if (!provider) {
    logger.error(
      `distribution: payout ${payout_id} waits for the provider "${wanted.provider}", which is not there`,
    );
    return null;
  }
  let answer: Answer;
  try {
    answer = await ask(provider, wanted.order);
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unknown";
    logger.error(`distribution: payout ${payout_id} got no answer and is asked for again: ${reason}`);
    return null;
  }
  if (answer !== "impossible") {
    await bookEnding(container, payout_id, answer);
    await remindPayee(container, payout_id, answer);
  }
  return answer;
}

/** Somebody who has not agreed towards the end of their time is told so, once. */
async function remindPayee(
  container: MedusaContainer,
  payout_id: string,
  answer: TransferState,
): Promise<void> {
  const now = new Date();
  if (answer.state !== "waiting_for_user" || !reminderDue(answer.confirm_by, now)) return;
  const { payouts: transfers } = distributionService(container);
  if (!(await transfers.remind(payout_id, now))) return;
  const payout = await transfers.find(payout_id);
  if (payout) await announcePayout(container, payout, "awaiting_confirmation");
}

async function bookEnding(
  container: MedusaContainer,
  payout_id: string,
  answer: TransferState,
): Promise<void> {
  if (answer.state === "waiting" || answer.state === "waiting_for_user") return;
  const note = answer.state === "confirmed" ? answer.reference : answer.reason;
  const ending = { payout_id, actor_id: SYSTEM_ACTOR, outcome: answer.state, note, now: new Date() };
  const result = await distributionService(container).payouts.endTransfer(ending);
  if (result.kind === "ended") await announcePayout(container, result.payout, result.payout.state);
}

/** Says what happened to a payout that no person decided about; what is lost here loses no money. */
async function announcePayout(
  container: MedusaContainer,
  payout: PayoutRow,
  happened: PayoutRow["state"] | "awaiting_confirmation",
): Promise<void> {
  const { id, distributor_id, amount_fen } = payout;
  const data: PayoutEvent = { payout_id: id, distributor_id, amount_fen: String(amount_fen) };
  await announce(container, `distribution.payout_${happened}`, data);
}

import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { PayoutProvider, TransferState } from "../payout-provider";
import { MANUAL_PAYOUTS, manualPayouts } from "../providers/payout-manual";
import { ledgerService } from "./ledger-service";

/** Who decides when no person does. */
export const SYSTEM_ACTOR = "system";

/** The provider of a name: the built-in one, or a service that the shop registered; null when it is not there. */
export function payoutProvider(container: MedusaContainer, name: string): PayoutProvider | null {
  if (name === MANUAL_PAYOUTS) return manualPayouts;
  return container.resolve<PayoutProvider>(name, { allowUnregistered: true }) ?? null;
}

/**
 * Starts an approved payout's transfer, or asks how far it is, and books an ending. A failure says nothing about the
 * money: the payout stays as it is and the same number is asked for again.
 */
export async function followTransfer(container: MedusaContainer, payout_id: string): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  const service = ledgerService(container);
  const wanted = await service.payoutOrder(payout_id);
  if (!wanted) return;
  const provider = payoutProvider(container, wanted.provider);
  if (!provider) {
    logger.error(
      `distribution: payout ${payout_id} waits for the provider "${wanted.provider}", which is not there`,
    );
    return;
  }
  let answer: TransferState;
  try {
    answer = await provider.transfer(wanted.order);
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unknown";
    logger.error(`distribution: payout ${payout_id} got no answer and is asked for again: ${reason}`);
    return;
  }
  if (answer.state === "waiting") return;
  const note = answer.state === "confirmed" ? answer.reference : answer.reason;
  const ending = { payout_id, actor_id: SYSTEM_ACTOR, outcome: answer.state, note, now: new Date() };
  await service.endTransfer(ending);
}

import type { MedusaContainer } from "@medusajs/framework/types";
import type { NoticeKind } from "../domain/notice.js";
import { amountText, timeText } from "../domain/template-field.js";
import type { NewNotice } from "../modules/official-account/storage/notice-store.js";
import { accountOf } from "./official-account-module.js";

/** What the service behind the option `distributors` offers. */
interface Distributors {
  referrals: { distributor(id: string): Promise<{ customer_id: string } | null> };
}

/** An event about one distributor's money. */
export interface EarningEvent {
  distributor_id?: string | null;
  amount_fen?: string;
  payout_id?: string;
  run?: string;
}

/** Which events are told, and as what. */
export const EARNING_EVENTS: Readonly<Record<string, NoticeKind>> = {
  "distribution.matured": "commission_matured",
  "distribution.payout_approved": "payout_to_confirm",
  "distribution.payout_confirmed": "payout_sent",
  "distribution.payout_failed": "payout_failed",
  "distribution.payout_expired": "payout_failed",
  "distribution.payout_rejected": "payout_failed",
};

const PATHS: Partial<Record<NoticeKind, string>> = { commission_matured: "/pages/distribution/index" };

/** The notice of an event, where it names a distributor whom the shop knows. */
export async function noticesOfEarning(
  container: MedusaContainer,
  event_name: string,
  event: EarningEvent,
): Promise<NewNotice[]> {
  const kind = EARNING_EVENTS[event_name];
  const { distributors } = accountOf(container);
  const { distributor_id, amount_fen, payout_id, run } = event;
  if (!kind || !distributors || !distributor_id || !/^\d+$/.test(amount_fen ?? "")) return [];
  const service = container.resolve<Distributors | undefined>(distributors, { allowUnregistered: true });
  const distributor = await service?.referrals.distributor(distributor_id);
  if (!distributor) return [];
  return [
    {
      kind,
      // A payout has one ending; the person is told of it once.
      event_key: payout_id ?? `${run ?? ""}:${distributor_id}`,
      customer_id: distributor.customer_id,
      facts: { amount: amountText(BigInt(amount_fen ?? "0")), time: timeText(new Date()) },
      path: PATHS[kind] ?? "/pages/distribution/payouts",
    },
  ];
}

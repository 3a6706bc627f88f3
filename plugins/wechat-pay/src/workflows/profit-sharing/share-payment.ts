import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { ulid } from "ulid";
import { type ShareRefusal, shareRefusal } from "../../domain/profit-sharing";
import { readSessionData } from "../../domain/session-data";
import { fenOf, PROVIDER_ID_PREFIX } from "../payments/payment-facts";
import { wechatPayOf } from "../wechat-pay-module";
import { followShare, type ShareRow, sharingOf } from "./follow-share";

const LOCK_TIMEOUT_SECONDS = 30;

/** A part of a payment for a company. */
export interface WantedPart {
  readonly mch_id: string;
  readonly amount_fen: bigint;
  readonly description: string;
}

export type SharingRefusal =
  | ShareRefusal
  | "sharing_off"
  | "payment_unknown"
  | "receiver_unknown"
  | "share_unknown"
  | "part_unknown"
  | "above_part";

export type SharingOutcome =
  | { readonly kind: "done"; readonly share: ShareRow }
  | { readonly kind: "refused"; readonly reason: SharingRefusal };

/**
 * Shares a captured payment with companies, or frees what is left of it (`parts` empty and `kind` "unfreeze"). The
 * number is stored before WeChat hears of it; what WeChat does not answer is asked about by the job.
 */
export async function sharePayment(
  container: MedusaContainer,
  wanted: {
    readonly kind: "share" | "unfreeze";
    /** Medusa's payment, or its order number at WeChat. */
    readonly payment_id: string;
    readonly parts: readonly WantedPart[];
    readonly requested_by: string;
  },
): Promise<SharingOutcome> {
  const service = sharingOf(container);
  const payment = await findPayment(container, wanted.payment_id);
  if (service.limit_bps === undefined || !payment) {
    return refuse(service.limit_bps === undefined ? "sharing_off" : "payment_unknown");
  }
  const { limit_bps } = service;
  const { transaction_id, paid_fen } = payment;
  const recorded = await whileLocked(container, transaction_id, async (): Promise<SharingOutcome> => {
    if (wanted.kind === "share") {
      const shared_fen = sharedSoFar(await service.listWechatShares({ transaction_id, kind: "share" }));
      const refusal = shareRefusal(wanted.parts, { paid_fen, shared_fen, limit_bps });
      if (refusal) {
        return refuse(refusal);
      }
      const mch_id = wanted.parts.map((part) => part.mch_id);
      const known = await service.listWechatShareReceivers({ mch_id });
      if (known.length < mch_id.length) {
        return refuse("receiver_unknown");
      }
    }
    const asked = { ...wanted, payment_id: payment.id, transaction_id, share_id: null };
    return { kind: "done", share: await record(container, asked) };
  });
  return recorded.kind === "done" ? await followed(container, recorded.share) : recorded;
}

/** Takes a company's part of a share back, whole or in part. */
export async function takeShareBack(
  container: MedusaContainer,
  wanted: { readonly share_id: string; readonly part: WantedPart; readonly requested_by: string },
): Promise<SharingOutcome> {
  const service = sharingOf(container);
  const [share] = (await service.listWechatShares({
    id: wanted.share_id,
    kind: "share",
  })) as unknown as ShareRow[];
  if (!share) {
    return refuse("share_unknown");
  }
  const { mch_id, amount_fen } = wanted.part;
  const recorded = await whileLocked(container, share.transaction_id, async (): Promise<SharingOutcome> => {
    const part = share.parts.find((one) => one.mch_id === mch_id && one.result === "SUCCESS");
    if (!part) {
      return refuse("part_unknown");
    }
    const returns = (await service.listWechatShares({
      share_id: share.id,
      kind: "return",
    })) as unknown as ShareRow[];
    const back_fen = sharedSoFar(returns.filter(({ parts }) => parts[0]?.mch_id === mch_id));
    if (back_fen + amount_fen > BigInt(part.amount_fen)) {
      return refuse("above_part");
    }
    const { payment_id, transaction_id } = share;
    const { requested_by } = wanted;
    const asked = { kind: "return", payment_id, transaction_id, share_id: share.id, requested_by } as const;
    return { kind: "done", share: await record(container, { ...asked, parts: [wanted.part] }) };
  });
  return recorded.kind === "done" ? await followed(container, recorded.share) : recorded;
}

async function record(
  container: MedusaContainer,
  asked: {
    readonly kind: "share" | "unfreeze" | "return";
    readonly payment_id: string;
    readonly transaction_id: string;
    readonly share_id: string | null;
    readonly parts: readonly WantedPart[];
    readonly requested_by: string;
  },
): Promise<ShareRow> {
  const parts = asked.parts.map((part) => ({ ...part, amount_fen: String(part.amount_fen) }));
  const row = { ...asked, number: ulid(), parts: parts as unknown as Record<string, unknown> };
  return (await sharingOf(container).createWechatShares(row)) as unknown as ShareRow;
}

async function followed(container: MedusaContainer, share: ShareRow): Promise<SharingOutcome> {
  return { kind: "done", share: await followShare(container, share.id) };
}

/** What was asked for and did not come to nothing, in fen. */
function sharedSoFar(rows: readonly unknown[]): bigint {
  return (rows as ShareRow[])
    .flatMap(({ parts }) => parts)
    .filter(({ result }) => result !== "CLOSED")
    .reduce((sum, { amount_fen }) => sum + BigInt(amount_fen), 0n);
}

async function whileLocked<T>(
  container: MedusaContainer,
  transaction_id: string,
  work: () => Promise<T>,
): Promise<T> {
  const options = { timeout: LOCK_TIMEOUT_SECONDS };
  return await container
    .resolve(Modules.LOCKING)
    .execute([`wechat-sharing:${transaction_id}`], work, options);
}

async function findPayment(
  container: MedusaContainer,
  id: string,
): Promise<{ readonly id: string; readonly transaction_id: string; readonly paid_fen: bigint } | undefined> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: ["id", "provider_id", "data", "amount", "captured_at"],
    filters: await paymentFilter(container, id),
  });
  const [payment] = data as unknown as {
    id: string;
    provider_id: string;
    data: unknown;
    amount: BigNumberInput;
    captured_at: string | null;
  }[];
  const transaction_id = readSessionData(payment?.data)?.transaction_id;
  const isOurs = payment?.provider_id.startsWith(PROVIDER_ID_PREFIX) && payment.captured_at !== null;
  return payment && isOurs && transaction_id
    ? { id: payment.id, transaction_id, paid_fen: fenOf(payment.amount) }
    : undefined;
}

/** A payment by Medusa's id, or by the order number at WeChat, which is what a merchant reads everywhere. */
async function paymentFilter(container: MedusaContainer, id: string): Promise<Record<string, string>> {
  const numbered = id.startsWith("pay_") ? undefined : await wechatPayOf(container).payments.find(id);
  return numbered ? { payment_session_id: numbered.payment_session_id } : { id };
}

function refuse(reason: SharingRefusal): SharingOutcome {
  return { kind: "refused", reason };
}

import type { MedusaContainer } from "@medusajs/framework/types";
import { outRefundNoOf, strayRefundNoOf } from "../../domain/numbers";
import type { RefundProgress } from "../../domain/refund";
import { wechatPayOf } from "../wechat-pay-module";
import { changeRefund, followRefund, whileRefundLocked } from "./follow-refund";
import { followStrayPayment, whileStrayPaymentLocked } from "./follow-stray-payment";

/** A refund on its way, whether the merchant asked for it or a stray payment goes back by itself. */
export interface RefundAtHand {
  readonly progress: RefundProgress;
  readonly refund_attempt: number;
  readonly refund_state: string | null;
  readonly wechat_refund_id: string | null;
  readonly out_refund_no: string | undefined;
}

/** What a decision changes in a refund's row. */
export type RefundChange = Partial<Omit<RefundAtHand, "out_refund_no">> & {
  readonly tries: number;
  readonly next_try_at: Date;
};

/** One row of those that are followed until their money is back with its payer. */
export interface RefundBook {
  read(): Promise<RefundAtHand | undefined>;
  change(change: RefundChange): Promise<void>;
  follow(): Promise<void>;
  whileLocked<T>(work: () => Promise<T>): Promise<T>;
}

const STRAY_PREFIX = "wxsp_";

/** The row with this id: a refund's (`wxrf_…`) or a stray payment's (`wxsp_…`). */
export function refundBookOf(container: MedusaContainer, id: string): RefundBook {
  return id.startsWith(STRAY_PREFIX) ? strayBook(container, id) : merchantBook(container, id);
}

function merchantBook(container: MedusaContainer, id: string): RefundBook {
  const service = wechatPayOf(container);
  return {
    read: async () => {
      const [row] = await service.listWechatRefunds({ id }, { take: 1 });
      return row && { ...row, out_refund_no: outRefundNoOf(row.refund_id, row.refund_attempt) };
    },
    change: async (change) => await changeRefund(container, await service.retrieveWechatRefund(id), change),
    follow: () => followRefund(container, id),
    whileLocked: (work) => whileRefundLocked(container, id, work),
  };
}

function strayBook(container: MedusaContainer, id: string): RefundBook {
  const service = wechatPayOf(container);
  return {
    read: async () => {
      const [row] = await service.listWechatStrayPayments({ id }, { take: 1 });
      return row && { ...row, out_refund_no: strayRefundNoOf(row.out_trade_no, row.refund_attempt) };
    },
    change: async (change) => {
      await service.updateWechatStrayPayments({ id, ...change });
    },
    follow: () => followStrayPayment(container, id),
    whileLocked: (work) => whileStrayPaymentLocked(container, id, work),
  };
}

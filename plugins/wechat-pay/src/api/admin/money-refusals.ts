import type { MedusaResponse } from "@medusajs/framework/http";
import { OrderBusyError } from "../../workflows";

const REFUSALS = {
  order_change_open: "这笔订单有一项没有完成的修改（{what}）：请先确认或取消它，再做这一步。没有退任何款",
  refund_repeated:
    "刚刚已为这笔支付退过同样的金额，没有再退。确实要再退一笔的话，请十秒后再试，或填写不同的备注",
  order_busy: "这笔订单的款项正在处理中，请稍候再试",
  capture_whole_only: "微信支付的款项只能全额入账",
  payment_received: "微信已收到这笔订单的款项并已入账，不用再标记为已付款",
} as const;

/** Why something about money was not done; nothing moved. */
export type MoneyRefusal = keyof typeof REFUSALS;

const CHANGES: Readonly<Record<string, string>> = {
  edit: "编辑",
  transfer: "转让",
  return_request: "退货申请",
  return_receive: "收到退货",
  claim: "理赔",
  exchange: "换货",
  credit_line: "抵扣",
};

/** What an open change of an order is called. */
export const changeName = (kind: string): string => CHANGES[kind] ?? kind;

/** Answers 409 with the stable code. @param what completes the sentence */
export function refuseMoney(res: MedusaResponse, code: MoneyRefusal, what = ""): void {
  const message = REFUSALS[code].replace("{what}", what);
  res.status(409).json({ type: "not_allowed", code, message });
}

/** Runs `work`; when the order's money is being moved by somebody else, that is 409 `order_busy`. */
export async function unlessBusy(res: MedusaResponse, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof OrderBusyError)) {
      throw error;
    }
    refuseMoney(res, "order_busy");
  }
}

import { frozenOf, sharedOf } from "../funds/frozen-funds.js";
import type { FundLedger } from "../funds/fund-ledger.js";
import { type OrderBook, parametersDigest } from "../pay/order-book.js";
import { invalidRequest, PayRefusal } from "../pay/pay-refusal.js";
import { wechatNumber } from "../pay/wechat-number.js";
import type { ShareOrder, SharePart, ShareReturn } from "../state/money-records.js";
import type { Order, SandboxState } from "../state/state.js";
import type { ReceiverList } from "./receiver-list.js";
import type { ReturnRequest, ShareRequest, UnfreezeRequest } from "./share-shapes.js";

const RETURNABLE_MS = 180 * 86_400_000;
const MAXIMUM_REQUESTS = 50;

/** What the merchant shares of its orders' money; synchronous like the order book. */
export class ShareBook {
  constructor(
    private readonly state: SandboxState,
    private readonly orders: OrderBook,
    private readonly receivers: ReceiverList,
    private readonly ledger: FundLedger,
  ) {}

  /**
   * Accepts a request to share, or answers the same one again with what became of it.
   * @param failsWith asked once: why every part of this request is going to end CLOSED, if it is.
   * @throws PayRefusal as WeChat would.
   */
  share(
    request: ShareRequest,
    now: number,
    failsWith: () => string | undefined,
  ): { share: ShareOrder; isNew: boolean } {
    this.orders.checkApp(request.appid);
    const order = this.sharable(request.transaction_id);
    const parameters = parametersDigest(request);
    const existing = this.sameRequest(request.out_order_no, parameters);
    if (existing !== undefined) return { share: existing, isNew: false };
    this.checkFrozen(order, now);
    const amount = request.receivers.reduce((sum, receiver) => sum + receiver.amount, 0);
    if (amount > Math.min(this.unsplit(order), frozenOf(this.state, order, now))) {
      throw new PayRefusal(403, "RULE_LIMIT", "分账金额超过最大可分账比例或订单剩余待分金额");
    }
    const parts = request.receivers.map(({ type, account, amount: part, description }): SharePart => {
      const known = this.receivers.has({ appid: request.appid, type, account });
      return {
        type,
        account,
        amount: part,
        description,
        result: "PENDING",
        ...(known ? {} : { fail_reason: "NO_RELATION" }),
        detail_id: wechatNumber("36011", now),
        create_time: now,
        returned: 0,
      };
    });
    const fails_with = failsWith();
    const share = this.open(request, parameters, request.unfreeze_unsplit, parts, now);
    if (fails_with !== undefined) share.fails_with = fails_with;
    return { share, isNew: true };
  }

  /** Gives back to the merchant what is still frozen. @throws PayRefusal as WeChat would. */
  unfreeze(request: UnfreezeRequest, now: number): { share: ShareOrder; isNew: boolean } {
    const order = this.sharable(request.transaction_id);
    const parameters = parametersDigest(request);
    const existing = this.sameRequest(request.out_order_no, parameters);
    if (existing !== undefined) return { share: existing, isNew: false };
    this.checkFrozen(order, now);
    return { share: this.open(request, parameters, true, [], now), isNew: true };
  }

  private open(
    request: { out_order_no: string; transaction_id: string },
    parameters: string,
    unfreezes: boolean,
    parts: SharePart[],
    now: number,
  ): ShareOrder {
    const share: ShareOrder = {
      out_order_no: request.out_order_no,
      order_id: wechatNumber("30008", now),
      transaction_id: request.transaction_id,
      parameters,
      state: "PROCESSING",
      unfreezes,
      parts,
      created_at: now,
      settles_at: now + this.state.settings.profit_sharing_settle_ms,
    };
    this.state.share_orders[share.out_order_no] = share;
    return share;
  }

  private sharable(transaction_id: string): Order {
    const order = this.orders.byTransactionId(transaction_id);
    if (!order.profit_sharing) throw invalidRequest("该订单未设置分账标识，不能分账");
    return order;
  }

  private checkFrozen(order: Order, now: number): void {
    if ((order.frozen_until ?? 0) <= now) throw invalidRequest("订单剩余资金已解冻，不能再分账");
    if (this.sharesOf(order).some((share) => share.unfreezes)) {
      throw invalidRequest("订单已请求解冻剩余资金，不能再分账");
    }
    if (this.sharesOf(order).length >= MAXIMUM_REQUESTS) throw invalidRequest("分账次数超过50次");
  }

  private sharesOf({ transaction_id }: Order): ShareOrder[] {
    return Object.values(this.state.share_orders).filter((share) => share.transaction_id === transaction_id);
  }

  private sameRequest(out_order_no: string, parameters: string): ShareOrder | undefined {
    const existing = Object.hasOwn(this.state.share_orders, out_order_no)
      ? this.state.share_orders[out_order_no]
      : undefined;
    if (existing !== undefined && existing.parameters !== parameters) {
      throw invalidRequest("商户分账单号已存在，且与之前请求的参数不一致");
    }
    return existing;
  }

  /** Fen of an order that may still be shared. */
  unsplit(order: Order): number {
    const share = Math.floor((order.total * this.state.settings.profit_sharing_max_bps) / 10_000);
    return Math.max(0, share - sharedOf(this.state, order));
  }

  /** The order to a transaction number. @throws PayRefusal 404 ORDER_NOT_EXIST or INVALID_REQUEST. */
  order(transaction_id: string): Order {
    return this.sharable(transaction_id);
  }

  /** @throws PayRefusal 404 RESOURCE_NOT_EXISTS */
  byOutOrderNo(out_order_no: string, transaction_id?: string): ShareOrder {
    const share = Object.hasOwn(this.state.share_orders, out_order_no)
      ? this.state.share_orders[out_order_no]
      : undefined;
    if (share === undefined || (transaction_id !== undefined && share.transaction_id !== transaction_id)) {
      throw new PayRefusal(404, "RESOURCE_NOT_EXISTS", "分账单不存在");
    }
    return share;
  }

  /** Finishes a request: each part arrives or not, and the rest of the order thaws if it was to. */
  finish(share: ShareOrder, now: number): void {
    const order = this.orders.byTransactionId(share.transaction_id);
    share.state = "FINISHED";
    for (const part of share.parts) {
      part.finish_time = now;
      part.fail_reason ??= share.fails_with;
      if (part.fail_reason === undefined) delete part.fail_reason;
      part.result = part.fail_reason === undefined ? "SUCCESS" : "CLOSED";
      if (part.result === "SUCCESS") this.moveMoney(share, "分账", -part.amount, part.description, now);
    }
    if (share.unfreezes) order.frozen_until = now;
  }

  private moveMoney(
    share: Pick<ShareOrder, "order_id" | "out_order_no">,
    business_type: string,
    amount: number,
    remark: string,
    now: number,
  ): void {
    const business = { business_no: share.order_id, voucher_no: share.out_order_no, business_name: "分账" };
    this.ledger.move({ account: "BASIC", ...business, business_type, amount, remark }, now);
  }

  /**
   * Asks a merchant receiver for money back, or answers the same request again.
   * @throws PayRefusal as WeChat would: a person's share cannot come back.
   */
  requestReturn(
    request: ReturnRequest,
    now: number,
    settlesAs: () => ShareReturn["settles_as"],
  ): { back: ShareReturn; isNew: boolean } {
    const parameters = parametersDigest(request);
    const existing = this.findReturn(request.out_return_no);
    if (existing !== undefined) {
      if (existing.parameters !== parameters)
        throw invalidRequest("商户回退单号已存在，且与之前请求的参数不一致");
      return { back: existing, isNew: false };
    }
    const share = this.returnable(request, now);
    const back: ShareReturn = {
      out_return_no: request.out_return_no,
      return_id: wechatNumber("30009", now),
      out_order_no: share.out_order_no,
      order_id: share.order_id,
      return_mchid: request.return_mchid,
      amount: request.amount,
      description: request.description,
      parameters,
      result: "PROCESSING",
      created_at: now,
      settles_at: now + this.state.settings.profit_sharing_settle_ms,
      settles_as: settlesAs(),
    };
    this.state.share_returns[back.out_return_no] = back;
    return { back, isNew: true };
  }

  private returnable(request: ReturnRequest, now: number): ShareOrder {
    const share =
      request.out_order_no === undefined
        ? Object.values(this.state.share_orders).find(({ order_id }) => order_id === request.order_id)
        : this.byOutOrderNo(request.out_order_no);
    if (share === undefined) throw new PayRefusal(404, "RESOURCE_NOT_EXISTS", "分账单不存在");
    if (now - share.created_at > RETURNABLE_MS) throw invalidRequest("分账已超过180天，不能回退");
    const part = this.partOf(share, request.return_mchid);
    if (part === undefined) throw invalidRequest("只能对成功分给商户接收方的资金进行回退");
    const underway = Object.values(this.state.share_returns)
      .filter((back) => back.out_order_no === share.out_order_no && back.return_mchid === part.account)
      .filter((back) => back.result !== "FAILED")
      .reduce((sum, back) => sum + back.amount, 0);
    if (underway + request.amount > part.amount) throw invalidRequest("回退金额超过可回退金额");
    return share;
  }

  private partOf(share: ShareOrder, mchid: string): SharePart | undefined {
    return share.parts.find(
      ({ type, account, result }) => type === "MERCHANT_ID" && account === mchid && result === "SUCCESS",
    );
  }

  private findReturn(out_return_no: string): ShareReturn | undefined {
    return Object.hasOwn(this.state.share_returns, out_return_no)
      ? this.state.share_returns[out_return_no]
      : undefined;
  }

  /** @throws PayRefusal 404 RESOURCE_NOT_EXISTS */
  returnByNumber(out_return_no: string, out_order_no: string | undefined): ShareReturn {
    const back = this.findReturn(out_return_no);
    if (back === undefined || back.out_order_no !== out_order_no) {
      throw new PayRefusal(404, "RESOURCE_NOT_EXISTS", "回退单不存在");
    }
    return back;
  }

  /** Finishes a return. */
  finishReturn(back: ShareReturn, now: number): void {
    const share = this.byOutOrderNo(back.out_order_no);
    const part = this.partOf(share, back.return_mchid);
    back.finished_at = now;
    back.result = back.settles_as;
    if (back.result === "FAILED") back.fail_reason = "ACCOUNT_ABNORMAL";
    else if (part !== undefined) {
      part.returned += back.amount;
      const business = { order_id: back.return_id, out_order_no: back.out_return_no };
      this.moveMoney(business, "分账回退", back.amount, back.description, now);
    }
  }
}

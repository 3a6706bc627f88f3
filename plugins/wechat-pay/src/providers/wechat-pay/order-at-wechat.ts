import { MedusaError } from "@medusajs/framework/utils";
import { WechatPayError } from "../../client/errors";
import type { WechatPayClient } from "../../client/wechat-pay-client";
import {
  type Presentation,
  type PresentCommand,
  presentationOf,
  presentsAnew,
  type SessionData,
  withClosing,
  withNextNumber,
  withTrade,
} from "../../domain/session-data";
import { isClosed, mismatch, type Trade } from "../../domain/trade";
import { type PlacedOrder, placeOrder } from "./place-order";

/** What WeChat calls a number that is taken by other terms, or closed. Hints only: the query that follows decides. */
const NUMBER_TAKEN = new Set(["INVALID_REQUEST", "OUT_TRADE_NO_USED", "ORDER_CLOSED"]);

/** A number is given up only after WeChat closed it; more than this in one go would be something else going wrong. */
const NUMBERS_PER_CALL = 3;

type Placing =
  | { readonly kind: "placed"; readonly data: SessionData; readonly placed: PlacedOrder }
  | { readonly kind: "paid"; readonly data: SessionData };

/** Makes, asks about and closes the order of one payment session at WeChat. Stores nothing; answers new data. */
export class OrderAtWechat {
  constructor(
    private readonly client: WechatPayClient,
    private readonly notifyUrl: string,
    private readonly appIds: ReadonlySet<string>,
    private readonly now: () => Date,
  ) {}

  /**
   * Makes the order at WeChat, or shows it anew when it is there already. Another channel, app or address of the payer
   * needs another number: the old one is closed first. When the money turns out to be there, the data says
   * `trade_state: "SUCCESS"` and there is nothing to pay with.
   * @throws {MedusaError} `payment_session_closed`, `payer_changed`, `payment_app_unknown`
   * @throws WechatPayError when WeChat fails; then nothing has changed for the shop
   */
  async present(data: SessionData, command: PresentCommand): Promise<SessionData> {
    const wanted = presentationOf(command, this.client.app_id);
    if (data.closed_at) {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "支付已关闭", "payment_session_closed");
    }
    if (!this.appIds.has(wanted.app_id)) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, "不是本商户的应用", "payment_app_unknown");
    }
    if (
      data.presented_at &&
      data.openid &&
      data.app_id === wanted.app_id &&
      presentsAnotherPayer(data, wanted)
    ) {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "该订单已由另一个微信发起支付", "payer_changed");
    }
    const ready = await this.readyForPlacing(data, wanted);
    if (ready.trade_state === "SUCCESS" && ready.transaction_id) {
      return ready;
    }
    const placing = await this.place(ready, wanted, {
      // WeChat refuses changed parameters, so what it was first told is told again.
      description: data.description ?? command.description,
      expires_at: data.expires_at ?? new Date(command.expires_at).toISOString(),
    });
    return placing.kind === "paid" ? placing.data : this.presented(placing, wanted);
  }

  private presented(
    { data, placed }: Extract<Placing, { kind: "placed" }>,
    wanted: Presentation,
  ): SessionData {
    const { trade_state: _earlier, bridge: _bridge, h5_url: _h5, code_url: _code, ...rest } = data;
    return {
      ...rest,
      presented_at: data.presented_at ?? this.now().toISOString(),
      ...wanted,
      ...placed,
    };
  }

  /** Looks for money under the present number, and gives the number up when it cannot serve what is wanted. */
  private async readyForPlacing(data: SessionData, wanted: Presentation): Promise<SessionData> {
    if (!data.presented_at) {
      return data;
    }
    if (presentsAnew(data, wanted)) {
      return await this.withoutNumber(data);
    }
    const trade = await this.client.findTrade(data.out_trade_no);
    if (trade && this.isPaid(data, trade)) {
      return withTrade(data, trade);
    }
    return trade && isClosed(trade.state) ? withNextNumber(data) : data;
  }

  /**
   * Closes the number at WeChat and gives the session its next one. When the money came first the data says so.
   * @throws WechatPayError when WeChat fails; then nothing has changed
   */
  async withoutNumber(data: SessionData): Promise<SessionData> {
    const closed = await this.close(data);
    return closed.closed_at ? withNextNumber(data) : closed;
  }

  /** Makes the order; when WeChat refuses because of what it already has under the number, that decides. */
  private async place(
    data: SessionData,
    wanted: Presentation,
    words: { readonly description: string; readonly expires_at: string },
  ): Promise<Placing> {
    let current: SessionData = { ...data, ...words };
    for (let numbers = 1; ; numbers += 1) {
      try {
        const terms = { notify_url: this.notifyUrl, ...words };
        return {
          kind: "placed",
          data: current,
          placed: await placeOrder(this.client, current, wanted, terms),
        };
      } catch (error) {
        const trade = await this.tradeBehind(error, current);
        const expected = { ...current, app_id: wanted.app_id };
        if (trade && this.isPaid(expected, trade)) {
          return { kind: "paid", data: withTrade(expected, trade) };
        }
        if (!trade || !isNumberTaken(error) || numbers === NUMBERS_PER_CALL) {
          throw error;
        }
        // A crash or a time-out hid from us what was made under this number: nobody was shown it.
        await this.client.closeTrade(current.out_trade_no);
        current = { ...withNextNumber(current), ...words };
      }
    }
  }

  /**
   * Closes the order at WeChat so that no money can arrive any more. When the money is already there the data says
   * `trade_state: "SUCCESS"` and is not closed.
   * @throws WechatPayError when WeChat fails; then nothing has changed
   */
  async close(data: SessionData): Promise<SessionData> {
    if (data.closed_at) {
      return data;
    }
    if (!data.presented_at) {
      return withClosing(data, this.now(), undefined);
    }
    const trade = await this.client.findTrade(data.out_trade_no);
    if (!trade || isClosed(trade.state) || trade.state === "REFUND") {
      return withClosing(data, this.now(), trade?.state);
    }
    if (this.isPaid(data, trade)) {
      return withTrade(data, trade);
    }
    try {
      await this.client.closeTrade(data.out_trade_no);
    } catch (error) {
      const after = await this.tradeBehind(error, data);
      if (after && this.isPaid(data, after)) {
        return withTrade(data, after);
      }
      if (!after || !isClosed(after.state)) {
        throw error;
      }
    }
    return withClosing(data, this.now(), "CLOSED");
  }

  /** The trade as WeChat sees it; undefined when the order was never made there. */
  async find(data: SessionData): Promise<Trade | undefined> {
    return data.presented_at ? await this.client.findTrade(data.out_trade_no) : undefined;
  }

  /** SUCCESS counts only when amount, currency, merchant and app are those of this session. */
  isPaid(data: SessionData, trade: Trade): boolean {
    const expected = {
      app_id: data.app_id ?? this.client.app_id,
      mch_id: this.client.mch_id,
      out_trade_no: data.out_trade_no,
      amount_fen: BigInt(data.amount_fen),
    };
    return trade.state === "SUCCESS" && mismatch(expected, trade) === undefined;
  }

  /** A refusal is unsigned and proves nothing: the query afterwards does. */
  private async tradeBehind(error: unknown, data: SessionData): Promise<Trade | undefined> {
    if (!(error instanceof WechatPayError) || error.failure === "unreachable") {
      throw error;
    }
    return await this.client.findTrade(data.out_trade_no);
  }
}

function presentsAnotherPayer(data: SessionData, wanted: Presentation): boolean {
  return wanted.channel === "jsapi" && data.openid !== wanted.openid;
}

function isNumberTaken(error: unknown): boolean {
  return error instanceof WechatPayError && NUMBER_TAKEN.has(error.code ?? "");
}

import { MedusaError } from "@medusajs/framework/utils";
import { WechatPayError } from "../../client/errors";
import type { WechatPayClient } from "../../client/wechat-pay-client";
import { type PresentCommand, type SessionData, withClosing, withTrade } from "../../domain/session-data";
import { isClosed, mismatch, type Trade } from "../../domain/trade";

/** Makes, asks about and closes the order of one payment session at WeChat. Stores nothing; answers new data. */
export class OrderAtWechat {
  constructor(
    private readonly client: WechatPayClient,
    private readonly notifyUrl: string,
    private readonly now: () => Date,
  ) {}

  /**
   * Makes the order at WeChat, or a fresh bridge for it when it is there already. When the money turns out to be
   * there, the data says `trade_state: "SUCCESS"` and has no bridge.
   * @throws {MedusaError} `payment_session_closed`, `payer_changed`
   * @throws WechatPayError when WeChat fails; then nothing has changed for the shop
   */
  async present(data: SessionData, command: PresentCommand): Promise<SessionData> {
    if (data.closed_at) {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "支付已关闭", "payment_session_closed");
    }
    if (data.presented_at && data.openid !== command.openid) {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "该订单已由另一个微信发起支付", "payer_changed");
    }
    if (data.presented_at) {
      const trade = await this.client.findTrade(data.out_trade_no);
      if (trade && this.isPaid(data, trade)) {
        return withTrade(data, trade);
      }
    }
    // WeChat refuses changed parameters, so what it was first told is told again.
    const description = data.description ?? command.description;
    const expiresAt = data.expires_at ?? new Date(command.expires_at).toISOString();
    const placed = await this.placeOrder(data, { openid: command.openid, description, expiresAt });
    if (placed.kind === "paid") {
      return withTrade(data, placed.trade);
    }
    const { trade_state: _earlier, ...rest } = data;
    return {
      ...rest,
      presented_at: data.presented_at ?? this.now().toISOString(),
      expires_at: expiresAt,
      app_id: this.client.app_id,
      openid: command.openid,
      description,
      bridge: this.client.bridgeFor(placed.prepay_id),
    };
  }

  /** Makes the order; when WeChat refuses because the money is already there, answers the trade instead. */
  private async placeOrder(
    data: SessionData,
    terms: { openid: string; description: string; expiresAt: string },
  ): Promise<{ kind: "placed"; prepay_id: string } | { kind: "paid"; trade: Trade }> {
    try {
      const { prepay_id } = await this.client.placeJsapiOrder({
        out_trade_no: data.out_trade_no,
        amount_fen: BigInt(data.amount_fen),
        description: terms.description,
        openid: terms.openid,
        expires_at: new Date(terms.expiresAt),
        notify_url: this.notifyUrl,
      });
      return { kind: "placed", prepay_id };
    } catch (error) {
      const trade = await this.tradeBehind(error, data);
      if (trade && this.isPaid(data, trade)) {
        return { kind: "paid", trade };
      }
      throw error;
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
      app_id: this.client.app_id,
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

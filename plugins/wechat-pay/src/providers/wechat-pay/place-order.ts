import type { Bridge } from "../../client/signing";
import type { WechatPayClient } from "../../client/wechat-pay-client";
import type { Presentation, SessionData } from "../../domain/session-data";

/** What the shopper pays with: parameters for the page's bridge, an address to open, or a code to scan. */
export type PlacedOrder =
  | { readonly bridge: Bridge }
  | { readonly h5_url: string }
  | { readonly code_url: string };

/** Makes the session's order at WeChat through one channel. */
export async function placeOrder(
  client: WechatPayClient,
  data: SessionData,
  wanted: Presentation,
  words: { readonly description: string; readonly expires_at: string; readonly notify_url: string },
): Promise<PlacedOrder> {
  const terms = {
    out_trade_no: data.out_trade_no,
    amount_fen: BigInt(data.amount_fen),
    description: words.description,
    expires_at: new Date(words.expires_at),
    notify_url: words.notify_url,
    app_id: wanted.app_id,
  };
  switch (wanted.channel) {
    case "jsapi": {
      const { prepay_id } = await client.placeJsapiOrder({ ...terms, openid: wanted.openid });
      return { bridge: client.bridgeFor(prepay_id, wanted.app_id) };
    }
    case "h5": {
      const { payer_ip, h5_type, redirect_url } = wanted;
      const { h5_url } = await client.placeH5Order({ ...terms, payer_ip, h5_type });
      const back = redirect_url ? `&redirect_url=${encodeURIComponent(redirect_url)}` : "";
      return { h5_url: h5_url + back };
    }
    case "native":
      return await client.placeNativeOrder(terms);
  }
}

import { words } from "./words";

/** How an order is paid here, in the shopper's words. */
export const payWords = words("pay.payWords", {
  scanTitle: "请用微信扫码支付",
  scanHint: "支付完成后本页会自动更新",
  channel: { jsapi: "在微信内支付", h5: "将打开微信完成支付", native: "用手机微信扫码支付" },
});

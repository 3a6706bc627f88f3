import { escapeHtml } from "../escape-html.js";
import type { Person } from "../people/people.js";
import type { Order } from "../state/state.js";

/** Why the H5 page does not open; WeChat shows such words to the shopper. */
export type H5Refusal =
  | "inside_wechat"
  | "no_referer"
  | "foreign_referer"
  | "foreign_redirect"
  | "unknown_prepay"
  | "prepay_expired"
  | "already_paid"
  | "order_closed"
  | "order_expired"
  | "other_payer";

const WORDS: Record<H5Refusal, string> = {
  inside_wechat: "请在微信外打开订单，进行支付",
  no_referer: "商家参数格式有误，请联系商家解决",
  foreign_referer: "商家存在未配置的参数，请联系商家解决",
  foreign_redirect: "商家存在未配置的参数，请联系商家解决",
  unknown_prepay: "支付请求已失效，请重新发起支付",
  prepay_expired: "支付请求已失效，请重新发起支付",
  already_paid: "该订单已支付",
  order_closed: "该订单已关闭",
  order_expired: "该订单已超过支付时间",
  other_payer: "请使用下单的微信支付",
};

const STYLE = `body{margin:0;font:16px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;background:#f3f4f3;color:#1c211e}
main{max-width:420px;margin:0 auto;padding:48px 24px;text-align:center}
b{display:block;font-size:38px;margin:6px 0 20px}small{color:#7a827d}
label{display:flex;gap:10px;align-items:center;padding:10px 14px;background:#fff;border-bottom:1px solid #eee;text-align:left}
img{width:36px;height:36px;border-radius:5px}
button{width:200px;height:44px;margin-top:22px;border:0;border-radius:8px;background:#07c160;color:#fff;font-size:16px}
button.later{background:none;color:#7a827d;margin-top:8px}p[role=status]{color:#b3261e;min-height:26px}`;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<link rel="icon" href="/avatars/wechat-pay.svg"><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

/** The page that says why one cannot pay here. */
export function h5RefusalPage(reason: H5Refusal): string {
  return page("微信支付", `<p data-testid="h5-refused" data-reason="${reason}">${WORDS[reason]}</p>`);
}

/** What the page for paying needs. */
export interface H5PageFacts {
  order: Order;
  prepay_id: string;
  merchant_name: string;
  people: readonly Person[];
  /** Where the shopper goes afterwards, paid or not; without it, back. */
  redirect_url: string | undefined;
}

/** The page between the shop and the WeChat app: here one picks who pays, as there is no app to open. */
export function h5Page({ order, prepay_id, merchant_name, people, redirect_url }: H5PageFacts): string {
  const choices = people.map(
    ({ openid, nickname }, index) =>
      `<label data-testid="h5-person" data-person="${escapeHtml(nickname)}">
<input type="radio" name="openid" value="${escapeHtml(openid)}"${index === 0 ? " checked" : ""}>
<img src="/avatars/${escapeHtml(openid)}.svg" alt="">${escapeHtml(nickname)}</label>`,
  );
  const yuan = `${Math.floor(order.total / 100)}.${String(order.total % 100).padStart(2, "0")}`;
  const facts = JSON.stringify({ prepay_id, redirect_url: redirect_url ?? null }).replaceAll("<", "\\u003c");
  return page(
    "微信支付",
    `<small>${escapeHtml(merchant_name)}</small><b data-testid="h5-amount">¥${yuan}</b>
<p>${escapeHtml(order.description)}</p><form>${choices.join("")}
<p role="status"></p><button type="submit" data-testid="h5-pay">立即支付</button><br>
<button type="button" class="later" data-testid="h5-cancel">取消</button></form>
<script>
const { prepay_id, redirect_url } = ${facts};
const leave = () => (redirect_url === null ? history.back() : location.replace(redirect_url));
document.querySelector(".later").onclick = leave;
document.forms[0].onsubmit = async (event) => {
  event.preventDefault();
  const openid = new FormData(event.target).get("openid");
  const answer = await fetch("/cgi-bin/mmpayweb-bin/payments", {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ prepay_id, openid }),
  });
  if (answer.ok) leave();
  else document.querySelector("[role=status]").textContent = (await answer.json()).message;
};
</script>`,
  );
}

/** Why it was not paid after all. */
export function h5Words(reason: H5Refusal): string {
  return WORDS[reason];
}

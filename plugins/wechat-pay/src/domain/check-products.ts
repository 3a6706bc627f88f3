import { type ConfigurationFacts, type Finding, requestIdOf, silence } from "./finding";
import type { Probe } from "./probe";

/** What the merchant opened at WeChat, and what only WeChat's consoles can show. */
export function findingsAboutProducts(
  facts: Pick<ConfigurationFacts, "mch_id" | "notify_base_url" | "apps" | "transfers">,
): Finding[] {
  return [
    ...facts.apps.map(({ app_id, probe }) => appBinding(app_id, probe, facts.mch_id)),
    transfers(facts.transfers),
    ...consoleChecklist(facts),
  ];
}

function appBinding(app_id: string, probe: Probe, mch_id: string): Finding {
  const named = {
    id: `app_binding:${app_id}`,
    title: `应用 ${app_id} 与商户号的关联`,
    ...requestIdOf(probe),
  };
  const remedy = `商户平台 → 产品中心 → AppID账号管理 → 关联AppID，填 ${app_id}；再到公众平台（或小程序后台）→ 微信支付 → 待关联商户号，同意关联 ${mch_id}。`;
  if (probe.kind === "refused" && probe.code === "APPID_MCHID_NOT_MATCH") {
    return { ...named, state: "failed", explanation: "商户号没有关联这个应用，下单会被拒绝。", remedy };
  }
  if (probe.kind === "refused" && (probe.status === 403 || probe.code === "NO_AUTH")) {
    const explanation = "商户号还没有开通 JSAPI 支付，或权限被收回。";
    return { ...named, state: "failed", explanation, remedy: "商户平台 → 产品中心 → JSAPI支付，开通。" };
  }
  if (probe.kind === "accepted" || (probe.kind === "refused" && probe.code === "PARAM_ERROR")) {
    return { ...named, state: "ok", explanation: "微信支付接受这个应用的订单，只拒绝了故意填错的付款人。" };
  }
  if (probe.kind === "refused" && (probe.status === 401 || probe.code === "SIGN_ERROR")) {
    return { ...named, state: "unknown", explanation: "签名不被认可，先解决上面的问题。" };
  }
  return { ...named, state: "unknown", ...silence(probe) };
}

function transfers(probe: Probe): Finding {
  const named = { id: "transfers", title: "商家转账（发佣金用，收款不需要）", ...requestIdOf(probe) };
  if (probe.kind === "refused" && probe.status === 404) {
    return { ...named, state: "ok", explanation: "商户号可以查询商家转账。" };
  }
  if (probe.kind === "refused" && (probe.status === 403 || probe.code === "NO_AUTH")) {
    return {
      ...named,
      state: "warning",
      explanation: "商户号没有商家转账的权限，不能用微信发放佣金。",
      remedy: "商户平台 → 产品中心 → 商家转账，开通并申请“佣金报酬”场景（1005）。",
    };
  }
  if (probe.kind === "refused" && (probe.status === 401 || probe.code === "SIGN_ERROR")) {
    return { ...named, state: "unknown", explanation: "签名不被认可，先解决上面的问题。" };
  }
  return { ...named, state: "unknown", ...silence(probe) };
}

/** WeChat tells these to nobody but the merchant who is logged in. */
function consoleChecklist({ notify_base_url }: Pick<ConfigurationFacts, "notify_base_url">): Finding[] {
  const { origin, hostname } = new URL(notify_base_url);
  const unknown = (id: string, title: string, explanation: string, remedy: string): Finding => ({
    id,
    state: "unknown",
    title,
    explanation,
    remedy,
  });
  return [
    unknown(
      "payment_directory",
      "JSAPI 支付授权目录",
      "没有设置时，微信里点支付会提示“当前页面的URL未注册”。",
      `商户平台 → 产品中心 → 开发配置 → JSAPI支付 → 支付授权目录，添加 ${origin}/ 。`,
    ),
    unknown(
      "h5_domain",
      "H5 支付域名",
      "没有设置时，手机浏览器里支付会提示“商家存在未配置的参数”。只在微信里收款则不需要。",
      `商户平台 → 产品中心 → H5支付，开通；开发配置 → H5支付 → 支付域名，添加 ${hostname} 。`,
    ),
    unknown(
      "js_sdk_domain",
      "公众号的 JS 接口安全域名与网页授权域名",
      "没有设置时，登录、分享和确认收款都打不开。",
      `公众平台 → 设置与开发 → 账号设置 → 功能设置，把 ${hostname} 填入“JS接口安全域名”和“网页授权域名”；校验文件 MP_verify_….txt 配置到本店（WECHAT_OA_VERIFICATION_FILES）。`,
    ),
    unknown(
      "transfer_scene",
      "商家转账的场景、额度与出口 IP",
      "发放佣金使用场景 1005（佣金报酬）；额度和余额由商户平台决定。",
      "商户平台 → 产品中心 → 商家转账 → 前往功能：确认“佣金报酬”已获批，单笔、单日额度够用，服务器出口 IP 在安全设置里，运营账户有余额。",
    ),
  ];
}

import type { ConfigurationFacts, Finding } from "./finding";

/** Addresses that mean nothing outside the machine or the network they are used in. */
const PRIVATE_HOST =
  /^(localhost|.*\.(localhost|local|internal|lan|test|invalid)|10\..*|127\..*|169\.254\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*|0\.0\.0\.0|\[(::1?|f[cd][0-9a-f]{2}:.*|fe80:.*)\])$/i;

const WECHAT_HOSTS = new Set(["api.mch.weixin.qq.com", "api2.mch.weixin.qq.com"]);

type AddressFacts = Pick<ConfigurationFacts, "base_url" | "notify_base_url" | "callback">;

/** Whether WeChat and the shop find each other. */
export function findingsAboutAddresses(facts: AddressFacts): Finding[] {
  return [wechatAddress(facts), notifyAddress(facts), callback(facts)];
}

function wechatAddress({ base_url }: AddressFacts): Finding {
  const named = { id: "wechat_address", title: "微信支付的地址" };
  const { hostname } = new URL(base_url);
  if (WECHAT_HOSTS.has(hostname)) {
    return { ...named, state: "ok", explanation: hostname };
  }
  return {
    ...named,
    state: "warning",
    explanation: `现在对接的是 ${hostname}，不是微信支付，收到的不是真钱。`,
    remedy: "正式营业前把 base_url（WECHAT_PAY_BASE_URL）改为 https://api.mch.weixin.qq.com。",
  };
}

function notifyAddress({ notify_base_url }: AddressFacts): Finding {
  const named = { id: "notify_address", title: "通知地址" };
  const remedy = "把 notify_base_url（SHOP_ORIGIN）改为本店公网的 https 地址，域名须有备案和有效的证书。";
  const { protocol, hostname } = new URL(notify_base_url);
  if (PRIVATE_HOST.test(hostname)) {
    const explanation = `${hostname} 只在本机或内网有意义，微信支付无法把通知送到。`;
    return { ...named, state: "failed", explanation, remedy };
  }
  if (protocol !== "https:") {
    return { ...named, state: "failed", explanation: "微信支付只把通知送到 https 地址。", remedy };
  }
  return { ...named, state: "ok", explanation: `${notify_base_url}/hooks/wechat-pay/…` };
}

function callback({ callback: probe }: AddressFacts): Finding {
  const named = { id: "callback", title: "通知能否到达本店" };
  switch (probe.kind) {
    case "reached":
      return {
        ...named,
        state: "ok",
        explanation: "从本店的公开地址发来一条假通知，被本店正确拒收。（微信从外网访问，防火墙仍须放行。）",
      };
    case "elsewhere":
      return {
        ...named,
        state: "failed",
        explanation: `通知地址有应答（${probe.status}），但不是本店的通知接口。`,
        remedy: "检查反向代理：/hooks/ 下的请求必须原样转给本店服务器，不能跳转、登录或改写内容。",
      };
    case "unreachable":
      return {
        ...named,
        state: "failed",
        explanation: `本店访问不到自己的通知地址（${probe.reason}）。`,
        remedy:
          "检查域名解析、https 证书、反向代理和防火墙。若服务器不允许访问自己的公网地址，请从外网另行验证。",
      };
  }
}

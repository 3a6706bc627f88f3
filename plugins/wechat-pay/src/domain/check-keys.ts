import { type ConfigurationFacts, type Finding, requestIdOf, silence } from "./finding";
import { isSignatureTaken, type NamedPeriod } from "./probe";

const KEY_BITS = 2048;
const EXPIRY_NOTICE_MS = 30 * 86_400_000;
const API_SECURITY = "商户平台 → 账户中心 → API安全";

/** Whether the shop and WeChat can prove to each other who they are. */
export function findingsAboutKeys(facts: ConfigurationFacts): Finding[] {
  return [
    merchantKey(facts),
    ...merchantCertificate(facts),
    wechatSignature(facts),
    ...platformCertificates(facts),
    apiV3Key(facts),
  ];
}

function merchantKey({
  signed_call,
  mch_id,
  merchant_serial,
  merchant_key_bits,
}: ConfigurationFacts): Finding {
  const named = { id: "merchant_key", title: "商户私钥、证书序列号与商户号" };
  const asked = requestIdOf(signed_call);
  if (merchant_key_bits < KEY_BITS) {
    const explanation = `商户私钥只有 ${merchant_key_bits} 位，微信支付要求 ${KEY_BITS} 位。`;
    return {
      ...named,
      state: "failed",
      explanation,
      remedy: `${API_SECURITY} → 商户API证书，重新申请证书。`,
    };
  }
  switch (isSignatureTaken(signed_call)) {
    case true:
      return { ...named, ...asked, state: "ok", explanation: `微信支付认得商户号 ${mch_id} 的签名。` };
    case false:
      return {
        ...named,
        ...asked,
        state: "failed",
        explanation: `微信支付不认本店的签名：商户号 ${mch_id}、证书序列号 ${tail(merchant_serial)} 与私钥不是同一套，或者服务器时间相差超过五分钟。`,
        remedy: `${API_SECURITY} → 商户API证书 → 管理证书：核对序列号；私钥是下载的证书压缩包里的 apiclient_key.pem。再核对服务器时间。`,
      };
    default:
      return { ...named, ...asked, state: "unknown", ...silence(signed_call) };
  }
}

function merchantCertificate({ now, merchant_certificate, merchant_serial }: ConfigurationFacts): Finding[] {
  const named = { id: "merchant_certificate", title: "商户API证书" };
  if (!merchant_certificate) {
    return [
      {
        ...named,
        state: "unknown",
        explanation: "没有配置证书文件，无法得知它何时到期（通常五年）。收款不需要它，有私钥和序列号就够了。",
        remedy: `想在到期前得到提醒，请配置 merchant_certificate（apiclient_cert.pem）；或在 ${API_SECURITY} 查看到期日。`,
      },
    ];
  }
  const { serial, fits_key } = merchant_certificate;
  if (!fits_key || serial.toUpperCase() !== merchant_serial.toUpperCase()) {
    const explanation = fits_key
      ? `证书的序列号是 ${tail(serial)}，配置的却是 ${tail(merchant_serial)}。`
      : "证书和私钥不是一对。";
    const remedy = "请使用同一个压缩包里的 apiclient_cert.pem 和 apiclient_key.pem，序列号以证书为准。";
    return [{ ...named, state: "failed", explanation, remedy }];
  }
  return [{ ...named, ...periodOf(merchant_certificate, now, `${API_SECURITY} → 商户API证书，更换证书。`) }];
}

function wechatSignature({ signed_answer, public_key_is_own, public_key_ids }: ConfigurationFacts): Finding {
  const named = { id: "wechat_signature", title: "微信支付的应答签名", ...requestIdOf(signed_answer) };
  const where = `${API_SECURITY} → 微信支付公钥：核对公钥ID（PUB_KEY_ID_ 开头），重新下载 pub_key.pem。`;
  if (public_key_is_own) {
    const explanation = "填成“微信支付公钥”的其实是商户自己的公钥，微信的应答和通知都会被拒收。";
    return { ...named, state: "failed", explanation, remedy: where };
  }
  switch (signed_answer.kind) {
    case "accepted": {
      const by = public_key_ids.length > 0 ? "微信支付公钥" : "平台证书";
      return { ...named, state: "ok", explanation: `微信的应答用${by}验签通过。` };
    }
    case "unauthentic":
      return {
        ...named,
        state: "failed",
        explanation: `微信的应答没有通过验签（${DOUBTS[signed_answer.reason] ?? signed_answer.reason}），通知也会被拒收，订单不会变成已付款。`,
        remedy: where,
      };
    default:
      return {
        ...named,
        state: "unknown",
        explanation: "微信支付只对成功的应答签名，而昨天还没有账单可查，所以还没有得到带签名的应答。",
        remedy: "请点“用一分钱的订单试一试”：下一个没有人能看到的订单并立即关闭，不会扣款。",
      };
  }
}

const DOUBTS: Readonly<Record<string, string>> = {
  serial_unknown: "微信使用的公钥ID或证书序列号不在本店配置里",
  signature_invalid: "公钥内容与公钥ID不符",
  stale: "服务器时间相差超过五分钟",
  headers_missing: "应答不带签名，可能被代理改写",
  answer_malformed: "应答内容无法识别，可能被代理改写",
};

function platformCertificates({ certificates, now }: ConfigurationFacts): Finding[] {
  const latest =
    certificates.kind === "opened"
      ? [...certificates.certificates].sort(
          (one, other) => Number(other.valid_until) - Number(one.valid_until),
        )[0]
      : undefined;
  const remedy = "微信会在到期前换发新证书；到时仍没有新证书，请在商户平台申请“微信支付公钥”。";
  return latest
    ? [{ id: "platform_certificate", title: "微信支付平台证书", ...periodOf(latest, now, remedy) }]
    : [];
}

function apiV3Key({ certificates, notifications }: ConfigurationFacts): Finding {
  const named = { id: "api_v3_key", title: "APIv3 密钥" };
  const remedy = `${API_SECURITY} → 解密回调 → APIv3密钥：微信不显示原来的密钥，不确定时重新设置一个，并同时改本店的配置。`;
  if (certificates.kind === "opened") {
    return { ...named, state: "ok", explanation: "能解开微信用它加密的平台证书。" };
  }
  if (certificates.kind === "sealed" || (notifications.sealed > 0 && notifications.opened === 0)) {
    const explanation = "解不开微信用它加密的内容，支付和退款的通知都无法处理。";
    return { ...named, state: "failed", explanation, remedy };
  }
  if (notifications.sealed > 0) {
    const explanation = `近 30 天有 ${notifications.sealed} 条通知解不开，另有 ${notifications.opened} 条正常，密钥可能换过。`;
    return { ...named, state: "warning", explanation, remedy };
  }
  if (notifications.opened > 0) {
    const explanation = `近 30 天用它解开了 ${notifications.opened} 条微信通知。`;
    return { ...named, state: "ok", explanation };
  }
  return {
    ...named,
    state: "unknown",
    explanation: "长度正确（32 字节）；内容要等收到第一条微信通知才能确认。",
    remedy: "付一笔真实的小额订单，然后再检查一次。",
  };
}

function periodOf(period: NamedPeriod, now: Date, remedy: string) {
  const until = period.valid_until.toISOString().slice(0, 10);
  const left = period.valid_until.getTime() - now.getTime();
  if (left <= 0) {
    return { state: "failed" as const, explanation: `已于 ${until} 到期。`, remedy };
  }
  return left < EXPIRY_NOTICE_MS
    ? { state: "warning" as const, explanation: `将于 ${until} 到期。`, remedy }
    : { state: "ok" as const, explanation: `有效期至 ${until}。` };
}

/** A serial is public, and still nobody needs all of it on a screen. */
function tail(serial: string): string {
  return `…${serial.slice(-8)}`;
}

import { randomUUID } from "node:crypto";
import { z } from "zod";
import { acs3Refusal } from "./acs3.js";
import { ALIYUN_LIMITS, type SmsInbox } from "./inbox.js";
import { messageWith, type SmsAccount } from "./sms-account.js";
import { headerOf, type VendorAnswer, type VendorRequest } from "./vendor-request.js";

const fields = z.object({
  PhoneNumbers: z.string(),
  SignName: z.string(),
  TemplateCode: z.string(),
  TemplateParam: z.string().default("{}"),
});
const params = z.record(z.string(), z.string());

/** Aliyun's Dysmsapi of 2017-05-25: `SendSms`, and nothing else. */
export class AliyunSms {
  readonly #nonces = new Set<string>();

  constructor(
    private readonly account: SmsAccount,
    private readonly inbox: SmsInbox,
  ) {}

  /** Answers a call; the account's money and the vendor's own reviews are not played. */
  answer(request: VendorRequest, now: number): VendorAnswer {
    const refusal = acs3Refusal(request, this.account.aliyun, now, (nonce) => this.#isUsed(nonce));
    if (refusal) return failed(refusal.status, refusal.code);
    const called = `${headerOf(request, "x-acs-action")} ${headerOf(request, "x-acs-version")}`;
    if (called !== "SendSms 2017-05-25") return failed(404, "InvalidAction.NotFound");
    const query = Object.fromEntries(new URL(request.url, "http://vendor.invalid").searchParams);
    const read = fields.safeParse(query);
    if (!read.success) return failed(400, `Missing${String(read.error.issues[0]?.path[0])}`);
    return { status: 200, body: this.#send(read.data, now) };
  }

  #send(sms: z.infer<typeof fields>, now: number): Record<string, unknown> {
    const { sign_name, aliyun } = this.account;
    const phone = /^(?:\+?86)?(1[3-9]\d{9})$/.exec(sms.PhoneNumbers)?.[1];
    if (phone === undefined) return business("isv.MOBILE_NUMBER_ILLEGAL");
    if (sms.SignName !== sign_name) return business("isv.SMS_SIGNATURE_ILLEGAL");
    if (sms.TemplateCode !== aliyun.template_code) return business("isv.SMS_TEMPLATE_ILLEGAL");
    const given = params.safeParse(jsonOf(sms.TemplateParam));
    if (!given.success) return business("isv.INVALID_JSON_PARAM");
    if (given.data.code === undefined) return business("isv.TEMPLATE_MISSING_PARAMETERS");
    if (given.data.code.length > 6) return business("isv.PARAM_LENGTH_LIMIT");
    const limit = this.inbox.limitReached("aliyun", phone, ALIYUN_LIMITS, now);
    if (limit) return business("isv.BUSINESS_LIMIT_CONTROL", limit);
    const text = messageWith(sign_name, given.data.code);
    const { id } = this.inbox.deliver({ vendor: "aliyun", phone, text, at: now });
    return { ...business("OK"), BizId: id };
  }

  #isUsed(nonce: string): boolean {
    if (this.#nonces.has(nonce)) return true;
    this.#nonces.add(nonce);
    return false;
  }
}

function business(Code: string, Message = Code): Record<string, unknown> {
  return { Code, Message, RequestId: randomUUID().toUpperCase() };
}

function failed(status: number, code: string): VendorAnswer {
  return { status, body: { ...business(code), HostId: "dysmsapi.aliyuncs.com" } };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

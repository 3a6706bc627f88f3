import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type SmsInbox, TENCENT_LIMITS } from "./inbox.js";
import { messageWith, type SmsAccount } from "./sms-account.js";
import { tc3Refusal } from "./tc3.js";
import { headerOf, type VendorAnswer, type VendorRequest } from "./vendor-request.js";

const fields = z.object({
  PhoneNumberSet: z.array(z.string()).min(1).max(200),
  SmsSdkAppId: z.string(),
  SignName: z.string().default(""),
  TemplateId: z.string(),
  TemplateParamSet: z.array(z.string()).default([]),
});
type Sms = z.infer<typeof fields>;

/** Tencent Cloud's SMS of 2021-01-11: `SendSms`, and nothing else. */
export class TencentSms {
  constructor(
    private readonly account: SmsAccount,
    private readonly inbox: SmsInbox,
  ) {}

  /** Answers a call: 200 always, as Tencent does. */
  answer(request: VendorRequest, now: number): VendorAnswer {
    const refusal = tc3Refusal(request, this.account.tencent, Math.floor(now / 1000));
    if (refusal) return failed(refusal);
    const called = `${headerOf(request, "x-tc-action")} ${headerOf(request, "x-tc-version")}`;
    if (called !== "SendSms 2021-01-11") return failed("InvalidAction");
    const read = fields.safeParse(JSON.parse(request.body.toString("utf8")));
    if (!read.success) return failed("MissingParameter");
    if (read.data.SmsSdkAppId !== this.account.tencent.sdk_app_id)
      return failed("UnauthorizedOperation.SmsSdkAppIdVerifyFail");
    const SendStatusSet = read.data.PhoneNumberSet.map((number) => this.#send(number, read.data, now));
    return { status: 200, body: { Response: { SendStatusSet, RequestId: randomUUID() } } };
  }

  #send(number: string, sms: Sms, now: number): Record<string, unknown> {
    const { sign_name, tencent } = this.account;
    const phone = /^(?:\+86)?(1[3-9]\d{9})$/.exec(number)?.[1];
    const [code, ...more] = sms.TemplateParamSet;
    if (phone === undefined) return status(number, "InvalidParameterValue.IncorrectPhoneNumber");
    if (sms.SignName !== sign_name) return status(number, "FailedOperation.SignatureIncorrectOrUnapproved");
    if (sms.TemplateId !== tencent.template_id)
      return status(number, "FailedOperation.TemplateIncorrectOrUnapproved");
    if (code === undefined || more.length > 0)
      return status(number, "FailedOperation.TemplateParamSetNotMatchApprovedTemplate");
    const limit = this.inbox.limitReached("tencent", phone, TENCENT_LIMITS, now);
    if (limit) return status(number, limit);
    const text = messageWith(sign_name, code);
    const { id } = this.inbox.deliver({ vendor: "tencent", phone, text, at: now });
    return { ...status(number, "Ok"), SerialNo: id, Fee: 1 };
  }
}

function status(PhoneNumber: string, Code: string): Record<string, unknown> {
  const Message = Code === "Ok" ? "send success" : Code;
  return { SerialNo: "", PhoneNumber, Fee: 0, SessionContext: "", Code, Message, IsoCode: "CN" };
}

function failed(Code: string): VendorAnswer {
  return { status: 200, body: { Response: { Error: { Code, Message: Code }, RequestId: randomUUID() } } };
}

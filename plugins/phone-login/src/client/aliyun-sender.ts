import Dysmsapi, { SendSmsRequest } from "@alicloud/dysmsapi20170525";
import { Config } from "@alicloud/openapi-client";
import type { SmsOptions } from "../options";
import { SmsFailure, type SmsFailureReason, type SmsSender } from "./sms-sender";

/** Aliyun's codes that are not the shop's fault (help.aliyun.com, «短信服务 API 错误码»). */
const REASONS: Record<string, SmsFailureReason> = {
  "isv.MOBILE_NUMBER_ILLEGAL": "number_refused",
  "isv.BLACK_KEY_CONTROL_LIMIT": "number_refused",
  "isv.BUSINESS_LIMIT_CONTROL": "too_often",
  "isv.DAY_LIMIT_CONTROL": "too_often",
};

/** Aliyun's SMS through its own SDK. The template has one variable, `code`. */
export class AliyunSender implements SmsSender {
  readonly #client: Dysmsapi;
  readonly #sms: SmsOptions;

  constructor(sms: SmsOptions) {
    const { protocol, host } = new URL(sms.base_url);
    this.#sms = sms;
    this.#client = new Dysmsapi(
      new Config({
        accessKeyId: sms.access_key_id,
        accessKeySecret: sms.access_key_secret,
        endpoint: host,
        protocol: protocol.replace(":", ""),
        connectTimeout: sms.timeout_ms,
        readTimeout: sms.timeout_ms,
      }),
    );
  }

  async send(phone: string, code: string): Promise<void> {
    const request = new SendSmsRequest({
      phoneNumbers: phone,
      signName: this.#sms.sign_name,
      templateCode: this.#sms.template_code,
      templateParam: JSON.stringify({ code }),
    });
    const answer = await this.#client.sendSms(request).catch((error: unknown) => {
      throw failure(codeOf(error));
    });
    const { code: answered = "", requestId = "" } = answer.body ?? {};
    if (answered !== "OK") throw failure(answered, requestId);
  }
}

function failure(code: string, request_id = ""): SmsFailure {
  return new SmsFailure(REASONS[code] ?? "vendor", "aliyun", code, request_id);
}

/** The SDK's errors carry the request, secrets included: only the code goes on. */
function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unreachable";
}

import { sms } from "tencentcloud-sdk-nodejs-sms";
import type { SmsOptions } from "../options";
import { SmsFailure, type SmsFailureReason, type SmsSender } from "./sms-sender";

/** Tencent's codes that are not the shop's fault (cloud.tencent.com/document/product/382/55981). */
const REASONS: Record<string, SmsFailureReason> = {
  "InvalidParameterValue.IncorrectPhoneNumber": "number_refused",
  "FailedOperation.PhoneNumberInBlacklist": "number_refused",
  "LimitExceeded.PhoneNumberThirtySecondLimit": "too_often",
  "LimitExceeded.PhoneNumberOneHourLimit": "too_often",
  "LimitExceeded.PhoneNumberDailyLimit": "too_often",
};

/** Tencent Cloud's SMS through its own SDK. The template has one variable, `{1}`. */
export class TencentSender implements SmsSender {
  readonly #client: InstanceType<typeof sms.v20210111.Client>;
  readonly #sms: SmsOptions;

  constructor(options: SmsOptions) {
    const { protocol, host } = new URL(options.base_url);
    this.#sms = options;
    this.#client = new sms.v20210111.Client({
      credential: { secretId: options.access_key_id, secretKey: options.access_key_secret },
      region: options.region,
      profile: {
        httpProfile: {
          endpoint: host,
          protocol: `${protocol}//` as "https://",
          reqTimeout: options.timeout_ms / 1_000,
        },
      },
    });
  }

  async send(phone: string, code: string): Promise<void> {
    const answer = await this.#client
      .SendSms({
        PhoneNumberSet: [`+86${phone}`],
        SmsSdkAppId: this.#sms.sdk_app_id ?? "",
        SignName: this.#sms.sign_name,
        TemplateId: this.#sms.template_code,
        TemplateParamSet: [code],
      })
      .catch((error: unknown) => {
        throw failureOf(error);
      });
    const status = answer.SendStatusSet?.[0]?.Code ?? "none";
    if (status !== "Ok") throw failure(status, answer.RequestId);
  }
}

function failure(code: string, request_id = ""): SmsFailure {
  return new SmsFailure(REASONS[code] ?? "vendor", "tencent", code, request_id);
}

function failureOf(error: unknown): SmsFailure {
  if (typeof error !== "object" || error === null) return failure("unreachable");
  const { code, requestId } = error as { code?: string; requestId?: string };
  return failure(code || "unreachable", requestId);
}

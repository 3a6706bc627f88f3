import type { SmsOptions } from "../options";
import { AliyunSender } from "./aliyun-sender";
import type { SmsSender } from "./sms-sender";
import { TencentSender } from "./tencent-sender";

/** The sender of the vendor that the shop has chosen. */
export function smsSenderOf(sms: SmsOptions): SmsSender {
  return sms.vendor === "aliyun" ? new AliyunSender(sms) : new TencentSender(sms);
}

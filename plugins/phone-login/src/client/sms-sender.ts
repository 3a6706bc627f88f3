/** Sends a one-time code to a number. A vendor is one implementation. */
export interface SmsSender {
  /**
   * @param phone eleven digits, mainland
   * @throws {SmsFailure}
   */
  send(phone: string, code: string): Promise<void>;
}

/** Why a message did not go out: whose fault it is decides what the shopper is told. */
export type SmsFailureReason = "number_refused" | "too_often" | "vendor";

/** A vendor's refusal or silence, with its own code and request id; neither the number nor the code sent. */
export class SmsFailure extends Error {
  constructor(
    readonly reason: SmsFailureReason,
    readonly vendor: "aliyun" | "tencent",
    readonly vendor_code: string,
    readonly request_id: string,
  ) {
    super(`${vendor} did not take a short message: ${vendor_code} (request ${request_id || "unknown"})`);
    this.name = "SmsFailure";
  }
}

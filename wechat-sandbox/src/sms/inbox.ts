import { randomUUID } from "node:crypto";
import type { SandboxState, ShortMessage } from "../state/state.js";

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
/** More than anybody reads; the oldest go first. */
const KEPT = 500;

/** How many messages with a code one number may get within a time, and the vendor's code for one too many. */
export interface SmsLimit {
  times: number;
  within_ms: number;
  code: string;
}

/** Aliyun's standard flow control of messages with codes: one a minute, five an hour, ten a day. */
export const ALIYUN_LIMITS: readonly SmsLimit[] = [
  { times: 1, within_ms: 60 * SECOND_MS, code: "触发分钟级流控Permits:1" },
  { times: 5, within_ms: HOUR_MS, code: "触发小时级流控Permits:5" },
  { times: 10, within_ms: 24 * HOUR_MS, code: "触发天级流控Permits:10" },
];

/** Tencent's standard frequencies: one in thirty seconds, five an hour, ten a day. */
export const TENCENT_LIMITS: readonly SmsLimit[] = [
  { times: 1, within_ms: 30 * SECOND_MS, code: "LimitExceeded.PhoneNumberThirtySecondLimit" },
  { times: 5, within_ms: HOUR_MS, code: "LimitExceeded.PhoneNumberOneHourLimit" },
  { times: 10, within_ms: 24 * HOUR_MS, code: "LimitExceeded.PhoneNumberDailyLimit" },
];

/** The short messages that reached somebody's phone. */
export class SmsInbox {
  constructor(
    private readonly state: SandboxState,
    private readonly changed: () => void,
  ) {}

  /** @returns the code of the limit that a further message to the number would break, or null */
  limitReached(
    vendor: ShortMessage["vendor"],
    phone: string,
    limits: readonly SmsLimit[],
    now: number,
  ): string | null {
    if (!this.state.settings.sms_limits) return null;
    const earlier = this.state.short_messages.filter((one) => one.vendor === vendor && one.phone === phone);
    const reached = limits.find(
      ({ times, within_ms }) => earlier.filter(({ at }) => at > now - within_ms).length >= times,
    );
    return reached?.code ?? null;
  }

  /** Delivers a message. @returns it with its number at the vendor */
  deliver(message: Omit<ShortMessage, "id">): ShortMessage {
    const delivered = { id: randomUUID(), ...message };
    this.state.short_messages = [...this.state.short_messages, delivered].slice(-KEPT);
    this.changed();
    return delivered;
  }

  /** What a number got, the newest first; of all numbers without one. */
  read(phone?: string): ShortMessage[] {
    return this.state.short_messages.filter((one) => phone === undefined || one.phone === phone).toReversed();
  }
}

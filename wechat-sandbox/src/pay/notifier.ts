import { randomUUID } from "node:crypto";
import type { FaultPlan } from "../faults/fault-plan.js";
import type { Delivery, DeliveryAttempt, Fault } from "../state/state.js";
import type { StateStore } from "../state/state-store.js";
import { shownHeaders } from "../wire/call-recorder.js";
import type { WireLog } from "../wire/wire-log.js";
import type { AnswerSigner } from "./answer-signer.js";
import { encryptResource, withBadTag } from "./resource-cipher.js";
import { beijingTime } from "./wechat-time.js";

/** Seconds between attempts: after the first one, fifteen more. */
export const RETRY_SECONDS: readonly number[] = [
  15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600,
];
const ANSWER_TIMEOUT_MS = 5_000;
const KEPT_DELIVERIES = 5_000;
/** How long a notification waits to be overtaken before it goes out anyway. */
const OVERTAKING_MS = 2_000;
const DUPLICATES = 2;

/** What a notification is about. */
export interface Notice {
  event_type: string;
  summary: string;
  original_type: string;
  url: string;
  /** The merchant's number of what it is about: an order's, or a transfer's. */
  out_trade_no: string;
  plaintext: Record<string, unknown>;
}

/** Sends notifications until the merchant answers 200 or 204, by WeChat's schedule. */
export class Notifier {
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #running = new Set<Promise<unknown>>();
  /** Notifications that let another one pass first. */
  #waiting: (() => void)[] = [];
  #stopped = false;

  constructor(
    private readonly store: StateStore,
    private readonly signer: AnswerSigner,
    private readonly apiV3Key: string,
    private readonly faults: FaultPlan,
    private readonly wire: WireLog,
  ) {}

  /** Takes up what an earlier run left pending. */
  resume(): void {
    for (const delivery of this.store.state.deliveries) this.#schedule(delivery);
  }

  /** Queues a notification; the first attempt follows at once. */
  announce(notice: Notice): Delivery {
    const now = Date.now();
    const delivery: Delivery = {
      id: randomUUID(),
      ...notice,
      created_at: now,
      state: "pending",
      automatic_attempts: 0,
      next_attempt_at: now,
      attempts: [],
    };
    const { deliveries } = this.store.state;
    deliveries.push(delivery);
    if (deliveries.length > KEPT_DELIVERIES) deliveries.splice(0, deliveries.length - KEPT_DELIVERIES);
    this.#schedule(delivery);
    return delivery;
  }

  /** Sends once more by hand, whatever became of it before. */
  async resend(delivery: Delivery, fault?: Fault): Promise<DeliveryAttempt> {
    const attempt = await this.#attempt(delivery, true, fault);
    await this.store.saved();
    return attempt;
  }

  /** Brings every pending attempt forward to now: used after the schedule's speed or the hold has changed. */
  wake(): void {
    for (const delivery of this.store.state.deliveries) {
      if (delivery.state !== "pending") continue;
      this.#cancel(delivery.id);
      delivery.next_attempt_at = Date.now();
      this.#schedule(delivery);
    }
  }

  /** Stops the clockwork and waits for calls under way. Pending notifications stay pending. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const id of [...this.#timers.keys()]) this.#cancel(id);
    this.#letPass();
    await Promise.allSettled([...this.#running]);
  }

  #cancel(id: string): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  #schedule(delivery: Delivery): void {
    const { settings } = this.store.state;
    if (this.#stopped || settings.notifications_held || delivery.state !== "pending") return;
    const wait = Math.max(0, (delivery.next_attempt_at ?? 0) - Date.now());
    const timer = setTimeout(() => {
      this.#timers.delete(delivery.id);
      const run = this.#automatic(delivery).finally(() => this.#running.delete(run));
      this.#running.add(run);
    }, wait);
    this.#timers.set(delivery.id, timer);
  }

  async #automatic(delivery: Delivery): Promise<void> {
    if (this.store.state.settings.notifications_held) return;
    delivery.automatic_attempts += 1;
    await this.#attempt(delivery, false);
    if (delivery.state === "pending") {
      const seconds = RETRY_SECONDS[delivery.automatic_attempts - 1];
      if (seconds === undefined) {
        delivery.state = "exhausted";
        delete delivery.next_attempt_at;
      } else {
        delivery.next_attempt_at = Date.now() + (seconds * 1000) / this.store.state.settings.retry_speed;
        this.#schedule(delivery);
      }
    }
    await this.store.saved();
  }

  async #attempt(delivery: Delivery, manual: boolean, given?: Fault): Promise<DeliveryAttempt> {
    const { out_trade_no, event_type } = delivery;
    const moment = { on: "notification", operation: event_type, event_type, out_trade_no } as const;
    const fault = given ?? this.faults.strike(moment);
    if (fault?.kind === "delay") await pause(fault.delay_ms ?? 1000);
    if (fault?.kind === "reordered") await this.#overtaken(fault.delay_ms ?? OVERTAKING_MS);
    if (fault?.kind === "duplicate") {
      const twins = Array.from({ length: DUPLICATES }, () => this.#once(delivery, manual, fault));
      await Promise.all(twins);
    }
    const attempt = await this.#once(delivery, manual, fault);
    if (fault?.kind !== "reordered") this.#letPass();
    return attempt;
  }

  async #once(delivery: Delivery, manual: boolean, fault: Fault | undefined): Promise<DeliveryAttempt> {
    const attempt: DeliveryAttempt = {
      at: Date.now(),
      manual,
      ...(fault === undefined ? {} : { fault: fault.kind }),
    };
    if (fault?.kind === "drop") attempt.error = "dropped on the way";
    else await this.#send(delivery, attempt, fault);
    delivery.attempts.push(attempt);
    if (attempt.status === 200 || attempt.status === 204) {
      delivery.state = "delivered";
      delete delivery.next_attempt_at;
      this.#cancel(delivery.id);
    }
    return attempt;
  }

  /** Waits until another notification has gone out, or for a while. */
  async #overtaken(at_most_ms: number): Promise<void> {
    const other = new Promise<void>((done) => this.#waiting.push(done));
    await Promise.race([other, pause(at_most_ms)]);
  }

  #letPass(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go();
  }

  async #send(delivery: Delivery, attempt: DeliveryAttempt, fault: Fault | undefined): Promise<void> {
    const body = this.#body(delivery, fault);
    const headers = {
      "Content-Type": "application/json",
      Accept: "*/*",
      "User-Agent": "Mozilla/4.0",
      ...this.signer.headers(body, Date.now(), fault?.kind),
    };
    let answered = "";
    try {
      const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
      const answer = await fetch(delivery.url, { method: "POST", body, redirect: "manual", headers, signal });
      attempt.status = answer.status;
      answered = await answer.text();
    } catch (error) {
      attempt.error = error instanceof Error ? describe(error) : "network failure";
    }
    this.#record(delivery, attempt, { headers, body }, answered);
  }

  #record(
    { event_type, url, plaintext }: Delivery,
    { at, status, error, fault }: DeliveryAttempt,
    sent: { headers: Record<string, string>; body: string },
    body: string,
  ): void {
    this.wire.record({
      at,
      ms: Date.now() - at,
      direction: "wechat_to_shop",
      title: event_type,
      url,
      request: { headers: shownHeaders(sent.headers), body: sent.body },
      plaintext: JSON.stringify(plaintext),
      ...(status === undefined ? {} : { answer: { status, headers: {}, body } }),
      ...(error === undefined ? {} : { error }),
      ...(fault === undefined ? {} : { fault }),
    });
  }

  #body(delivery: Delivery, fault: Fault | undefined): string {
    const plaintext =
      fault?.kind === "wrong_amount" ? withTotal(delivery.plaintext, fault.total) : delivery.plaintext;
    const resource = encryptResource(this.apiV3Key, delivery.original_type, JSON.stringify(plaintext));
    return JSON.stringify({
      id: delivery.id,
      create_time: beijingTime(delivery.created_at),
      resource_type: "encrypt-resource",
      event_type: delivery.event_type,
      summary: delivery.summary,
      resource: fault?.kind === "bad_tag" ? withBadTag(resource) : resource,
    });
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

function withTotal(plaintext: Record<string, unknown>, total: number | undefined): Record<string, unknown> {
  if (typeof plaintext.transfer_amount === "number") {
    return { ...plaintext, transfer_amount: total ?? plaintext.transfer_amount + 1 };
  }
  const amount = plaintext.amount as { total: number };
  return { ...plaintext, amount: { ...amount, total: total ?? amount.total + 1 } };
}

function describe(error: Error): string {
  const cause = error.cause as { code?: string } | undefined;
  return cause?.code ?? error.name;
}

import type { TestShop } from "../../../../scripts/local/test-shop.mjs";
import { must, type Shopper } from "../shopper";
import type { FaultPlace } from "./table";

/** Where the cases are played: a shop, somebody who buys there, and its merchant's token. */
export interface Stage {
  readonly shop: TestShop;
  readonly shopper: Shopper;
  readonly merchant: string;
}

/** What every played line remembers. */
export interface Played {
  readonly on: FaultPlace;
  readonly kind: string;
  /** What a person could not do in spite of trying again. */
  trouble?: string;
  /** The fault of this line, as WeChat knows it while it waits to strike. */
  fault?: string;
}

/** So many cases are played at a time: they share nothing but the shop. */
const AT_ONCE = 6;

/** Asks the local WeChat for what no merchant could. */
export const control = <Body>({ shop }: Pick<Stage, "shop">, path: string, body?: unknown): Promise<Body> =>
  must<Body>(`${shop.wechatOrigin}/__control${path}`, body === undefined ? {} : { method: "POST", body });

/** Lets the line's fault wait for what `where` names. */
export async function arm(stage: Stage, played: Played, where: Record<string, unknown>): Promise<void> {
  const { on, kind } = played;
  const delay_ms = kind === "timeout_after" ? 20 : 150;
  const { fault } = await control<{ fault: { id: string } }>(stage, "/faults", {
    on,
    kind,
    ...(on === "response" || on === "notification" ? { delay_ms } : {}),
    ...where,
  });
  played.fault = fault.id;
}

/** WeChat keeps quiet about a number's money from now on: only asking finds it. */
export async function silence(stage: Stage, out_trade_no: string): Promise<void> {
  await control(stage, "/faults", { on: "notification", kind: "drop", out_trade_no, times: 50 });
}

/** Does something for a line; what goes wrong becomes the line's trouble. */
export async function noting(played: Played, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    played.trouble = error instanceof Error ? error.message : String(error);
  }
}

/** Does something with each of many, some at a time. */
export async function eachAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

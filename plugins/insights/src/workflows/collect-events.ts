import type { MedusaContainer } from "@medusajs/framework/types";
import { countedAddress } from "@tengman/values";
import { isbot } from "isbot";
import { readBatch } from "../domain/collect/event-batch";
import { RefusedError } from "../domain/refusal";
import { insightsOf } from "./insights-module";

/** What is known of who sent a batch. */
export interface Sender {
  address: string;
  user_agent: string | undefined;
  /** Whether their browser says that nothing may be counted (Global Privacy Control). */
  has_privacy_signal: boolean;
  /** From the session, never from the body. */
  customer_id: string | null;
}

export type Collected = { kind: "taken" } | { kind: "braked"; retry_after_s: number };

/**
 * Takes a batch of events in, or leaves it: of machines and of people who do not want it nothing is kept, and they are
 * answered like everybody.
 * @throws {RefusedError} `invalid_input` or `time_out_of_range`, naming the field
 */
export function collectEvents(
  container: Pick<MedusaContainer, "resolve">,
  input: unknown,
  sender: Sender,
  now: Date,
): Collected {
  const { collector, brake } = insightsOf(container);
  const retry_after_s = brake.take(countedAddress(sender.address), now);
  if (retry_after_s !== null) return { kind: "braked", retry_after_s };
  const read = readBatch(input, now);
  if (read.kind === "refused") throw new RefusedError(read.refusal);
  const { batch } = read;
  const isRefused = batch.consent === "refused" || sender.has_privacy_signal;
  if (isRefused) collector.drop("refused", batch.events.length);
  else if (isbot(sender.user_agent ?? "")) collector.drop("bots", batch.events.length);
  else collector.collect(batch, sender.customer_id);
  return { kind: "taken" };
}

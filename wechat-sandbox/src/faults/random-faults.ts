import { createHash } from "node:crypto";
import type { Fault, RandomFaults } from "../state/state.js";

/**
 * What chance may choose. A notification that lies about the amount is not among it: WeChat does not lie, so it comes
 * only by plan.
 */
export const RANDOM_KINDS: Record<Fault["on"], readonly string[]> = {
  notification: [
    "forged_signature",
    "stale_timestamp",
    "signtest",
    "unknown_serial",
    "bad_tag",
    "drop",
    "delay",
    "duplicate",
    "reordered",
  ],
  response: [
    "forged_signature",
    "stale_timestamp",
    "unknown_serial",
    "tampered_body",
    "drop_before",
    "timeout_after",
    "server_error",
    "error_after",
    "refusal",
    "delay",
  ],
  refund: ["closed", "abnormal"],
  transfer: ["accepted", "transfering", "fail"],
  profit_sharing: ["closed", "return_failed"],
};

/** A storm should take minutes: what chance chooses waits this long. */
const RANDOM_DELAY_MS = 150;
const KEPT_STRIKES = 2_000;

/**
 * Draws once for an operation. The n-th draw of an operation depends on the seed alone, whatever else goes on, so a
 * storm can be replayed.
 * @param random changed by this call: its draws are counted and its strikes kept.
 * @param possible the kinds to choose from, of which `random.kinds` may want only some.
 */
export function drawFault(
  random: RandomFaults,
  possible: readonly string[],
  { on, operation }: { on: Fault["on"]; operation: string },
  now: number,
): Fault | undefined {
  const draw = (random.draws[operation] ?? 0) + 1;
  random.draws[operation] = draw;
  const dice = createHash("sha256").update(`${random.seed}\n${operation}\n${draw}`).digest();
  if (dice.readUInt32BE(0) / 2 ** 32 >= random.rate) return undefined;
  const kinds = possible.filter((kind) => random.kinds?.includes(kind) ?? true);
  const kind = kinds[dice.readUInt32BE(4) % Math.max(1, kinds.length)];
  if (kind === undefined) return undefined;
  random.struck.push({ operation, draw, kind, at: now });
  if (random.struck.length > KEPT_STRIKES) random.struck.shift();
  return { id: `random_${draw}`, on, kind, times: 1, delay_ms: RANDOM_DELAY_MS };
}

import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Fault, SandboxState } from "../state/state.js";
import { drawFault, RANDOM_KINDS } from "./random-faults.js";

/** What can go wrong with a notification, an answer of the Pay API, a refund, a transfer and a share. */
export const FAULT_KINDS = {
  notification: [
    "forged_signature",
    "stale_timestamp",
    "signtest",
    "wrong_amount",
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
  transfer: ["accepted", "processing", "transfering", "fail"],
  profit_sharing: ["closed", "return_failed"],
} as const;

const shared = {
  times: z.number().int().min(1).max(1000).default(1),
  out_trade_no: z.string().max(64).optional(),
};
const delay = { delay_ms: z.number().int().min(0).max(600_000).optional() };
const reason = { fail_reason: z.string().max(64).optional() };

/** A fault as the control API takes it. */
export const faultSchema = z.discriminatedUnion("on", [
  z.object({
    on: z.literal("notification"),
    kind: z.enum(FAULT_KINDS.notification),
    ...shared,
    ...delay,
    total: z.number().int().min(1).optional(),
    event_type: z.string().max(64).optional(),
  }),
  z.object({
    on: z.literal("response"),
    kind: z.enum(FAULT_KINDS.response),
    ...shared,
    ...delay,
    method: z.enum(["GET", "POST"]).optional(),
    path: z.string().max(200).optional(),
    status: z.number().int().min(400).max(599).optional(),
    code: z.string().max(64).optional(),
  }),
  z.object({ on: z.literal("refund"), kind: z.enum(FAULT_KINDS.refund), ...shared }),
  z.object({
    on: z.literal("transfer"),
    kind: z.enum(FAULT_KINDS.transfer),
    ...shared,
    ...delay,
    ...reason,
  }),
  z.object({
    on: z.literal("profit_sharing"),
    kind: z.enum(FAULT_KINDS.profit_sharing),
    ...shared,
    ...reason,
  }),
]);
export type FaultRequest = z.infer<typeof faultSchema>;

/** What is about to happen, for a fault to match. `path` is compared by containment. */
export interface FaultMoment {
  on: Fault["on"];
  /** The kind of call or event, the same for every order: random faults count their draws by it. */
  operation: string;
  /** The kinds that make sense at this moment; all, unless said. */
  kinds?: readonly string[];
  /** The merchant's number of what it is about: an order's, or a transfer's or share's. */
  out_trade_no?: string;
  method?: string;
  path?: string;
  event_type?: string;
}

/** Faults waiting to strike, oldest first; where none fits, the random ones draw. */
export class FaultPlan {
  constructor(private readonly state: SandboxState) {}

  add(request: FaultRequest): Fault {
    const fault: Fault = { id: `fault_${randomUUID()}`, ...request };
    this.state.faults.push(fault);
    return fault;
  }

  clear(): void {
    this.state.faults = [];
  }

  /** Takes the oldest fault that fits and uses up one of its times, or draws one. */
  strike(moment: FaultMoment): Fault | undefined {
    const fault = this.state.faults.find((candidate) => fits(candidate, moment));
    if (fault === undefined) return this.draw(moment);
    fault.times -= 1;
    if (fault.times <= 0) this.state.faults = this.state.faults.filter((other) => other !== fault);
    return fault;
  }

  private draw(moment: FaultMoment): Fault | undefined {
    const random = this.state.random_faults;
    if (random === null || !random.on.includes(moment.on)) return undefined;
    const kinds = RANDOM_KINDS[moment.on].filter((kind) => moment.kinds?.includes(kind) ?? true);
    return drawFault(random, kinds, { ...moment, operation: `${moment.on} ${moment.operation}` }, Date.now());
  }
}

function fits(fault: Fault, moment: FaultMoment): boolean {
  if (fault.on !== moment.on) return false;
  if (moment.kinds !== undefined && !moment.kinds.includes(fault.kind)) return false;
  if (fault.out_trade_no !== undefined && fault.out_trade_no !== moment.out_trade_no) {
    // An answer does not name its order in a field; its path may.
    if (moment.path === undefined || !moment.path.includes(fault.out_trade_no)) return false;
  }
  if (fault.event_type !== undefined && fault.event_type !== moment.event_type) return false;
  if (fault.method !== undefined && fault.method !== moment.method) return false;
  return fault.path === undefined || (moment.path?.includes(fault.path) ?? false);
}

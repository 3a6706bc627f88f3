import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Fault, SandboxState } from "../state/state.js";

/** What can go wrong with a notification, with an answer of the Pay API, and with a refund. */
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
  ],
  response: [
    "forged_signature",
    "stale_timestamp",
    "unknown_serial",
    "drop_before",
    "timeout_after",
    "server_error",
    "refusal",
    "delay",
  ],
  refund: ["closed", "abnormal"],
} as const;

const shared = {
  times: z.number().int().min(1).max(1000).default(1),
  out_trade_no: z.string().max(64).optional(),
};

/** A fault as the control API takes it. */
export const faultSchema = z.discriminatedUnion("on", [
  z.object({
    on: z.literal("notification"),
    kind: z.enum(FAULT_KINDS.notification),
    ...shared,
    delay_ms: z.number().int().min(0).max(600_000).optional(),
    total: z.number().int().min(1).optional(),
  }),
  z.object({
    on: z.literal("response"),
    kind: z.enum(FAULT_KINDS.response),
    ...shared,
    method: z.enum(["GET", "POST"]).optional(),
    path: z.string().max(200).optional(),
    delay_ms: z.number().int().min(0).max(600_000).optional(),
    status: z.number().int().min(400).max(599).optional(),
    code: z.string().max(64).optional(),
  }),
  z.object({ on: z.literal("refund"), kind: z.enum(FAULT_KINDS.refund), ...shared }),
]);
export type FaultRequest = z.infer<typeof faultSchema>;

/** What is about to happen, for a fault to match. `path` is compared by containment. */
export interface FaultMoment {
  on: Fault["on"];
  out_trade_no?: string;
  method?: string;
  path?: string;
}

/** Faults waiting to strike, oldest first. */
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

  /** Takes the oldest fault that fits and uses up one of its times. */
  strike(moment: FaultMoment): Fault | undefined {
    const fault = this.state.faults.find((candidate) => fits(candidate, moment));
    if (fault === undefined) return undefined;
    fault.times -= 1;
    if (fault.times <= 0) this.state.faults = this.state.faults.filter((other) => other !== fault);
    return fault;
  }
}

function fits(fault: Fault, moment: FaultMoment): boolean {
  if (fault.on !== moment.on) return false;
  if (fault.out_trade_no !== undefined && fault.out_trade_no !== moment.out_trade_no) {
    // An answer does not name its order in a field; its path may.
    if (moment.path === undefined || !moment.path.includes(fault.out_trade_no)) return false;
  }
  if (fault.method !== undefined && fault.method !== moment.method) return false;
  return fault.path === undefined || (moment.path?.includes(fault.path) ?? false);
}

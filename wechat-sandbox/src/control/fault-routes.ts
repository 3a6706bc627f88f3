import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { FAULT_KINDS, type FaultPlan, faultSchema } from "../faults/fault-plan.js";
import type { Notifier } from "../pay/notifier.js";
import { DEFAULT_SETTINGS } from "../state/state.js";
import type { StateStore } from "../state/state-store.js";
import type { Serve } from "./serve.js";

/** What faults and settings are kept in. */
export interface FaultControlRoom {
  store: StateStore;
  faults: FaultPlan;
  notifier: Notifier;
}

const settingsSchema = z
  .object({
    retry_speed: z.number().min(1).max(1_000_000),
    notifications_held: z.boolean(),
    refund_settle_ms: z.number().int().min(0).max(86_400_000),
    minimum_expiry_ms: z.number().int().min(0).max(60_000),
    fee_bps: z.number().int().min(0).max(1_000),
    transfer_settle_ms: z.number().int().min(0).max(86_400_000),
    transfer_single_max: z.number().int().min(1).max(100_000_000),
    transfer_user_day_max: z.number().int().min(1).max(1_000_000_000),
    transfer_day_max: z.number().int().min(1).max(10_000_000_000),
    transfer_expires_as: z.enum(["FAIL", "CANCELLED"]),
    profit_sharing_settle_ms: z.number().int().min(0).max(86_400_000),
    profit_sharing_max_bps: z.number().int().min(0).max(10_000),
    refund_rate: z.number().int().min(1).max(100_000),
    refund_failure_rate: z.number().int().min(1).max(100_000),
    transfer_rate: z.number().int().min(1).max(100_000),
    sms_limits: z.boolean(),
    signing: z.enum(["public_key", "certificate"]),
    bill_url_ms: z.number().int().min(1).max(86_400_000),
    today: z.iso.date().nullable(),
  })
  .partial();

const randomSchema = z.object({
  seed: z.union([z.string().min(1).max(100), z.number().transform(String)]),
  rate: z.number().min(0).max(1),
  on: z
    .array(z.enum(["notification", "response", "refund", "transfer", "profit_sharing"]))
    .min(1)
    .default(["notification", "response"]),
  kinds: z.array(z.string()).min(1).optional(),
});

/** Registers faults, planned and random. */
export function registerFaults(app: FastifyInstance, room: FaultControlRoom, serve: Serve): void {
  const { state } = room.store;
  app.get(
    "/__control/faults",
    serve(() => ({ faults: state.faults })),
  );
  app.post(
    "/__control/faults",
    serve(({ body }) => ({ fault: room.faults.add(faultSchema.parse(body)) })),
  );
  app.delete(
    "/__control/faults",
    serve(() => {
      room.faults.clear();
      return { faults: state.faults };
    }),
  );
  app.get(
    "/__control/faults/kinds",
    serve(() => ({ kinds: FAULT_KINDS })),
  );
  app.get(
    "/__control/faults/random",
    serve(() => ({ random: state.random_faults })),
  );
  app.post(
    "/__control/faults/random",
    serve(({ body }) => {
      state.random_faults = { ...randomSchema.parse(body), draws: {}, struck: [] };
      return { random: state.random_faults };
    }),
  );
  app.delete(
    "/__control/faults/random",
    serve(() => {
      state.random_faults = null;
      return { random: null };
    }),
  );
}

/** Registers the knobs. */
export function registerSettings(app: FastifyInstance, room: FaultControlRoom, serve: Serve): void {
  const { state } = room.store;
  app.get(
    "/__control/settings",
    serve(() => ({ settings: state.settings })),
  );
  app.post(
    "/__control/settings",
    serve(({ body }) => {
      const change = settingsSchema.parse(body);
      Object.assign(state.settings, change);
      if (change.retry_speed !== undefined || change.notifications_held !== undefined) room.notifier.wake();
      return { settings: state.settings };
    }),
  );
  app.delete(
    "/__control/settings",
    serve(() => {
      state.settings = { ...DEFAULT_SETTINGS };
      room.notifier.wake();
      return { settings: state.settings };
    }),
  );
}

import { EntitySchema } from "typeorm";
import type { JoiningMode } from "../../../domain/plan/plan-shape";

export interface PlanTierRow {
  plan_id: string;
  tier: number;
  rate_bps: number | null;
  fixed_fen: string | null;
  plan?: PlanRow;
}

export interface PlanRow {
  id: string;
  version: number;
  name: string;
  joining_mode: JoiningMode;
  holding_days: number;
  protection_days: number;
  minimum_payout_fen: string;
  agreement_version: string;
  agreement_title: string;
  agreement_body: string;
  terms: object;
  published_at: Date;
  effective_from: Date;
  published_by: string;
  tiers: PlanTierRow[];
}

export const PlanTierEntity = new EntitySchema<PlanTierRow>({
  name: "plan_tier",
  columns: {
    plan_id: { type: "text", primary: true },
    tier: { type: "smallint", primary: true },
    rate_bps: { type: "integer", nullable: true },
    fixed_fen: { type: "bigint", nullable: true },
  },
  relations: {
    plan: { type: "many-to-one", target: "plan", joinColumn: { name: "plan_id" }, inverseSide: "tiers" },
  },
});

export const PlanEntity = new EntitySchema<PlanRow>({
  name: "plan",
  columns: {
    id: { type: "text", primary: true },
    version: { type: "integer", unique: true },
    name: { type: "text" },
    joining_mode: { type: "text" },
    holding_days: { type: "integer" },
    protection_days: { type: "integer" },
    minimum_payout_fen: { type: "bigint" },
    agreement_version: { type: "text" },
    agreement_title: { type: "text" },
    agreement_body: { type: "text" },
    terms: { type: "jsonb" },
    published_at: { type: "timestamptz" },
    effective_from: { type: "timestamptz" },
    published_by: { type: "text" },
  },
  relations: {
    tiers: { type: "one-to-many", target: "plan_tier", inverseSide: "plan", cascade: ["insert"] },
  },
});

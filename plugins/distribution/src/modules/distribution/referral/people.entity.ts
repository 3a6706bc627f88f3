import { EntitySchema } from "typeorm";
import type { DistributorStatus } from "../../../domain/referral/distributor";
import type { StatusCause } from "../../../domain/referral/distributor-status";

/** bigint columns arrive from the driver as text. */
const bigint = {
  from: (stored: string | null) => (stored === null ? null : BigInt(stored)),
  to: (value: bigint | null) => (value === null ? null : String(value)),
};

export interface DistributorRow {
  id: string;
  account_no: bigint;
  customer_id: string;
  status: DistributorStatus;
  status_cause: StatusCause;
  /** Why; the person concerned reads it. */
  status_reason: string | null;
  status_changed_at: Date | null;
  status_changed_by: string | null;
  display_name: string;
  agreement_version: string;
  agreement_accepted_at: Date;
  joined_at: Date;
  /** The grade by its code; null for none. */
  grade_code: string | null;
  grade_since: Date | null;
  /** Whether the grade was given by hand and stays whatever the figures say. */
  grade_is_pinned: boolean;
}

export const DistributorEntity = new EntitySchema<DistributorRow>({
  name: "distributor",
  columns: {
    id: { type: "text", primary: true },
    // Numbered by the database.
    account_no: { type: "bigint", insert: false, update: false, transformer: bigint },
    customer_id: { type: "text", unique: true },
    status: { type: "text" },
    status_cause: { type: "text" },
    status_reason: { type: "text", nullable: true },
    status_changed_at: { type: "timestamptz", nullable: true },
    status_changed_by: { type: "text", nullable: true },
    display_name: { type: "text" },
    agreement_version: { type: "text" },
    agreement_accepted_at: { type: "timestamptz" },
    joined_at: { type: "timestamptz" },
    grade_code: { type: "text", nullable: true },
    grade_since: { type: "timestamptz", nullable: true },
    grade_is_pinned: { type: "boolean", default: false },
  },
});

export interface ShareTokenRow {
  token: string;
  distributor_id: string;
  target_type: "shop" | "product";
  target_id: string | null;
  issued_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
}

export const ShareTokenEntity = new EntitySchema<ShareTokenRow>({
  name: "share_token",
  columns: {
    token: { type: "text", primary: true },
    distributor_id: { type: "text" },
    target_type: { type: "text" },
    target_id: { type: "text", nullable: true },
    issued_at: { type: "timestamptz" },
    expires_at: { type: "timestamptz" },
    revoked_at: { type: "timestamptz", nullable: true },
  },
});

export interface BindingRow {
  id: string;
  customer_id: string;
  distributor_id: string;
  /** The token that its customer consented to; null for a binding made by a change. */
  share_token: string | null;
  origin: "consent" | "change";
  bound_at: Date;
  protected_until: Date;
  /** When it ends by itself; null when it does not. */
  expires_at: Date | null;
  ended_at: Date | null;
  end_reason: string | null;
}

export const BindingEntity = new EntitySchema<BindingRow>({
  name: "binding",
  columns: {
    id: { type: "text", primary: true },
    customer_id: { type: "text" },
    distributor_id: { type: "text" },
    share_token: { type: "text", nullable: true },
    origin: { type: "text" },
    bound_at: { type: "timestamptz" },
    protected_until: { type: "timestamptz" },
    expires_at: { type: "timestamptz", nullable: true },
    ended_at: { type: "timestamptz", nullable: true },
    end_reason: { type: "text", nullable: true },
  },
});

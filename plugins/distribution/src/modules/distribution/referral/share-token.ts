import { randomBytes } from "node:crypto";
import type { EntityManager } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import {
  isUsable,
  looksLikeShareToken,
  SHARE_TOKEN_BYTES,
  type ShareTarget,
  shareTokenExpiry,
} from "../../../domain/referral/share-token";
import { findPlanInForce } from "../plan/plan-store";
import { findDistributor, findDistributorOfCustomer } from "./distributor-store";
import type { DistributorRow, ShareTokenRow } from "./people.entity";
import { findReusableToken, findShareToken, insertShareToken, revokeShareToken } from "./share-token-store";

const HOUR_MS = 3_600_000;

export interface IssueShareToken {
  customer_id: string;
  target: ShareTarget;
  days: number;
  now: Date;
}

export type ShareRefusal = "not_a_distributor" | "agreement_outdated";

/**
 * Gives an active distributor a token for a target. One issued within the last hour is given again, so that opening
 * the share sheet repeatedly does not fill the table.
 */
export async function issueShareToken(
  manager: EntityManager,
  { customer_id, target, days, now }: IssueShareToken,
): Promise<{ kind: "issued"; share_token: ShareTokenRow } | Refused<ShareRefusal>> {
  const distributor = await findDistributorOfCustomer(manager, customer_id);
  if (distributor?.status !== "active") return refused("not_a_distributor");
  // Nobody brings new people under terms they have not accepted; what was earned before does not wait for it.
  const plan = await findPlanInForce(manager, now);
  if (plan && plan.agreement.version !== distributor.agreement_version) return refused("agreement_outdated");
  const expires_at = shareTokenExpiry(now, days);
  const recent = new Date(expires_at.getTime() - HOUR_MS);
  const known = await findReusableToken(manager, distributor.id, target, recent);
  if (known) return { kind: "issued", share_token: known };
  const share_token: ShareTokenRow = {
    token: randomBytes(SHARE_TOKEN_BYTES).toString("base64url"),
    distributor_id: distributor.id,
    target_type: target.type,
    target_id: target.type === "product" ? target.id : null,
    issued_at: now,
    expires_at,
    revoked_at: null,
  };
  await insertShareToken(manager, share_token);
  return { kind: "issued", share_token };
}

/** The active distributor behind a usable token. Unknown, revoked, expired and frozen all answer null. */
export async function inviterOfToken(
  manager: EntityManager,
  token: string,
  now: Date,
): Promise<DistributorRow | null> {
  if (!looksLikeShareToken(token)) return null;
  const stored = await findShareToken(manager, token);
  if (!stored || !isUsable(stored, now)) return null;
  const distributor = await findDistributor(manager, stored.distributor_id);
  return distributor?.status === "active" ? distributor : null;
}

/** Revokes a token of a customer who is a distributor. Another's token and an unknown one answer alike. */
export async function revokeOwnShareToken(
  manager: EntityManager,
  { customer_id, token, now }: { customer_id: string; token: string; now: Date },
): Promise<{ kind: "revoked" } | Refused<"share_token_unknown">> {
  const distributor = looksLikeShareToken(token)
    ? await findDistributorOfCustomer(manager, customer_id)
    : null;
  const revoked = distributor ? await revokeShareToken(manager, token, distributor.id, now) : false;
  return revoked ? { kind: "revoked" } : refused("share_token_unknown");
}

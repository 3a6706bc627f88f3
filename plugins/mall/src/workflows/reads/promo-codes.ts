import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { CodeRefusal } from "../../domain/coupons/coupon";

export interface RejectedCode {
  code: string;
  reason: CodeRefusal;
}

/** Codes the shop knows and has switched on, apart from those it refuses before any cart is made. */
export async function readPromoCodes(
  container: MedusaContainer,
  codes: string[],
  now: Date,
): Promise<{ usable: string[]; rejected: RejectedCode[] }> {
  if (codes.length === 0) return { usable: [], rejected: [] };
  const promotions = await container
    .resolve(Modules.PROMOTION)
    .listPromotions({ code: codes }, { relations: ["campaign", "campaign.budget"] });
  const byCode = new Map(promotions.map((promotion) => [promotion.code, promotion]));
  const usable: string[] = [];
  const rejected: RejectedCode[] = [];
  for (const code of codes) {
    const reason = rejectionOf(byCode.get(code), now);
    if (reason) rejected.push({ code, reason });
    else usable.push(code);
  }
  return { usable, rejected };
}

interface KnownPromotion {
  status?: string;
  limit?: number | null;
  used?: number | null;
  campaign?: {
    starts_at?: Date | string | null;
    ends_at?: Date | string | null;
    budget?: { type?: string; limit?: unknown; used?: unknown } | null;
  } | null;
}

function rejectionOf(promotion: KnownPromotion | undefined, now: Date): CodeRefusal | null {
  if (promotion?.status !== "active") return "unknown";
  const { campaign, limit, used } = promotion;
  if (campaign?.starts_at && new Date(campaign.starts_at) > now) return "not_started";
  if (campaign?.ends_at && new Date(campaign.ends_at) < now) return "ended";
  if (typeof limit === "number" && (used ?? 0) >= limit) return "used_up";
  const budget = campaign?.budget;
  const sharedByAll = budget?.type === "usage" || budget?.type === "spend";
  if (sharedByAll && budget?.limit && Number(budget.used ?? 0) >= Number(budget.limit)) return "used_up";
  return null;
}

/** Codes that were asked for but take nothing off this cart. */
export function codesWithoutEffect(asked: string[], applied: { code: string }[]): RejectedCode[] {
  const effective = new Set(applied.map(({ code }) => code));
  return asked
    .filter((code) => !effective.has(code))
    .map((code) => ({ code, reason: "not_applicable" as const }));
}

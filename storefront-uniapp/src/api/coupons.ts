import type { Coupon } from "./catalogue-types";
import { api } from "./shop-api";
import type { Instant } from "./values";

/** A coupon that the merchant offers: how it stands, and whether this shopper has it. */
export interface OfferedCoupon extends Coupon {
  state: "usable" | "not_started" | "ended" | "used_up" | "unknown";
  is_taken: boolean;
}

export type OwnCouponState = "usable" | "used" | "over";
export type OwnCoupon = Coupon & { taken_at: Instant };

const path = "/store/mall/coupons";

export const fetchCoupons = async (): Promise<OfferedCoupon[]> =>
  (await api<{ coupons: OfferedCoupon[] }>("GET", path)).coupons;

export const takeCoupon = async (code: string): Promise<OfferedCoupon> =>
  (await api<{ coupon: OfferedCoupon }>("POST", `${path}/${encodeURIComponent(code)}/take`, { body: {} }))
    .coupon;

export const fetchOwnCoupons = async (state: OwnCouponState): Promise<OwnCoupon[]> =>
  (await api<{ coupons: OwnCoupon[] }>("GET", `${path}/mine`, { query: { state } })).coupons;

import type { MedusaContainer } from "@medusajs/framework/types";
import { type OwnState, ownState } from "../../domain/coupons/coupon";
import { refusal } from "../../domain/refusal";
import { COUPONS_MODULE } from "../../modules/coupons";
import type { CouponsService } from "../../modules/coupons/service";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService } from "../../modules/mall/service";
import { readPromoCodes } from "../reads/promo-codes";
import { RefusedError } from "../refused-error";

const couponsOf = (container: MedusaContainer) => container.resolve<CouponsService>(COUPONS_MODULE);
const mallOf = (container: MedusaContainer) => container.resolve<MallModuleService>(MALL_MODULE);

/** The coupons that the merchant offers on the home page, and how each stands now. */
export async function readOfferedCoupons(container: MedusaContainer, customer_id: string | undefined) {
  const { coupons } = await mallOf(container).readHome();
  const taken = customer_id === undefined ? [] : await couponsOf(container).takenBy(customer_id);
  const refused = await refusalsOf(
    container,
    coupons.map(({ code }) => code),
  );
  return coupons.map((coupon) => ({
    ...coupon,
    state: refused.get(coupon.code) ?? "usable",
    is_taken: taken.some(({ code }) => code === coupon.code),
  }));
}

/** Why codes take nothing off now; those that do are left out. */
async function refusalsOf(container: MedusaContainer, codes: string[]) {
  const { rejected } = await readPromoCodes(container, codes, new Date());
  return new Map(rejected.map(({ code, reason }) => [code, reason]));
}

/**
 * Takes one of the coupons that the merchant offers.
 * @throws {RefusedError} `coupon_unknown`, `coupon_over`
 */
export async function takeCoupon(container: MedusaContainer, customer_id: string, code: string) {
  const offered = await readOfferedCoupons(container, customer_id);
  const coupon = offered.find((one) => one.code === code);
  if (!coupon || coupon.state === "unknown") throw new RefusedError(refusal("coupon_unknown"));
  if (coupon.state === "ended" || coupon.state === "used_up") throw new RefusedError(refusal("coupon_over"));
  await couponsOf(container).take(customer_id, code, new Date());
  return { ...coupon, is_taken: true };
}

/** A shopper's coupons that stand as asked for, the latest first, with the merchant's words where they are still offered. */
export async function readOwnCoupons(container: MedusaContainer, customer_id: string, state: OwnState) {
  const taken = await couponsOf(container).takenBy(customer_id);
  const codes = taken.map(({ code }) => code);
  const [refused, used, { coupons }] = await Promise.all([
    refusalsOf(container, codes),
    mallOf(container).usedCodes(customer_id),
    mallOf(container).readHome(),
  ]);
  const words = new Map(coupons.map((coupon) => [coupon.code, coupon]));
  return taken
    .filter(({ code }) => ownState({ refused: refused.get(code) ?? null, is_used: used.has(code) }) === state)
    .map(({ code, taken_at }) => ({
      code,
      title: words.get(code)?.title ?? code,
      description: words.get(code)?.description ?? "",
      taken_at: new Date(taken_at).toISOString(),
    }));
}

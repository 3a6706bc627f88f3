import { words } from "./words";

/** Words of the coupons' page. */
export const couponWords = words("coupons.couponWords", {
  title: "优惠券",
  hint: "领券中心与我的优惠券",
  tabs: { centre: "领券", usable: "可使用", used: "已使用", over: "已失效" },
  empty: {
    centre: "暂时没有可领的优惠券",
    usable: "没有可用的优惠券",
    used: "还没有用过优惠券",
    over: "没有失效的优惠券",
  },
  take: "领取",
  taken: "已领取",
  tookIt: "领取成功，结算时自动使用",
  use: "去使用",
  states: { not_started: "未开始", ended: "已结束", used_up: "已领完", unknown: "已下架" },
});

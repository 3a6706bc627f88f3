import type { zhTour } from "./zh-tour";

/** The tour's words, in English. */
export const enTour: Record<keyof typeof zhTour, string> = {
  "tour.title": "How friends earn, in seven steps",
  "tour.start": "Start the tour",
  "tour.resume": "Resume the tour",
  "tour.close": "Put the tour away",
  "tour.why":
    "When {friend} buys through {sharer}'s share, {sharer} earns by the plan: here 10 % of the net goods paid, and whoever invited her 3 %. The merchant pays it; {friend} pays the same price.",
  "tour.done": "done",
  "tour.skipped": "skipped",
  "tour.skip": "Skip this step",
  "tour.back": "Back to the skipped step",
  "tour.restart": "Start over",
  "tour.over":
    "All seven steps: {sharer} shared, {friend} bought; commission was booked, clawed back and paid out, and every fen can be explained.",
  "tour.in-shop": "In the shop",
  "tour.in-wechat": "In WeChat",
  "tour.in-books": "In the books",
  "tour.paid": "Paid ¥{amount}",
  "tour.refunded": "Refunded ¥{amount}",
  "tour.received": "Commission received ¥{amount}",
  "tour.not-logged-in":
    "{sharer} is not logged in at the shop. A card sent like this carries no referral and earns nothing.",
  "tour.log-in": "Log {sharer} in",
  "tour.logged-in": "{sharer} is logged in: her cards carry her referral",
  "tour.anonymous":
    "The last card carried no referral: an order through it earns nothing. Log in and share once more.",
  "tour.open-chat": "Open {friend}'s chat with {sharer}",
  "tour.open-earnings": "Open {sharer}'s commissions",
  "tour.open-withdraw": "Open {sharer}'s withdrawal",
  "tour.share": "{sharer} shares",
  "tour.share.do":
    "On {sharer}'s phone open a product, tap 分享赚, then ··· at the top right, send to a friend, and choose {friend}.",
  "tour.share.shop":
    "{sharer} is a distributor. The shop makes a token for this share; it stands in the card's link and says nothing about anybody.",
  "tour.share.wechat": "The page sets the card through the verified JS-SDK; WeChat sends it to {friend}.",
  "tour.share.books": "Nothing. A share by itself earns nothing.",
  "tour.open": "{friend} opens the card",
  "tour.open.do": "On {friend}'s phone tap the card in the chat.",
  "tour.open.shop": "The shop knows the token and remembers who shared; nothing is agreed yet.",
  "tour.open.wechat": "The card opens in WeChat's browser, its address carries the token.",
  "tour.open.books": "Nothing.",
  "tour.bind": "{friend} agrees",
  "tour.bind.do":
    "On {friend}'s phone log in and allow it. A sheet names the inviter: agree. Whoever declines buys all the same, and nobody earns.",
  "tour.bind.shop": "Only now {sharer} is {friend}'s inviter; a first binding is protected for a while.",
  "tour.bind.wechat":
    "Log-in: WeChat gives a code for one use, the shop's server exchanges it for who it is.",
  "tour.bind.books": "Nothing.",
  "tour.buy": "{friend} buys",
  "tour.buy.do": "On {friend}'s phone order and pay: any six digits are the password.",
  "tour.buy.shop":
    "The order freezes the referral, the plan's version and each line's rate: later changes do not touch it.",
  "tour.buy.wechat":
    "The shop places an order, {friend} pays, WeChat notifies the shop. “Over the wire” shows each exchange with its signature.",
  "tour.buy.books": "Commission is booked once the notification is verified and the money captured.",
  "tour.earn": "{sharer} sees the commission",
  "tour.earn.do":
    "On {sharer}'s phone open 我的 → 分销中心 and look at 待结算 (pending). If it is not there yet, refresh after a few seconds.",
  "tour.earn.shop":
    "Each amount says how it was reckoned: the net paid times the rate, rounded down to a fen, without freight.",
  "tour.earn.wechat": "Nothing: the money is still the merchant's.",
  "tour.earn.books":
    "Commission expense and {sharer}'s pending account get the same amount, and whoever invited her a part too.",
  "tour.refund": "A refund claws back",
  "tour.refund.do":
    "In the merchant's admin open this order and refund a part. The log-in stands in the terminal.",
  "tour.refund.shop": "{friend}'s order shows what was refunded.",
  "tour.refund.wechat":
    "The merchant refunds, WeChat pays it back to {friend}'s balance and notifies the shop.",
  "tour.refund.books":
    "The same share of the commission is taken back: from pending, after that from what is available, then as debt.",
  "tour.withdraw": "{sharer} withdraws",
  "tour.withdraw.do":
    "The merchant ships, {friend} confirms receipt, and the plan's holding days pass: then ¥10 or more can be withdrawn. The merchant approves, {sharer} accepts in WeChat. The days are real ones; what cannot be done today may be skipped.",
  "tour.withdraw.shop": "Tax, fee and net are shown before; the merchant reviews before anything is paid.",
  "tour.withdraw.wechat":
    "A transfer must be accepted within 24 hours; the money goes to {sharer}'s balance.",
  "tour.withdraw.books":
    "Available becomes held; once accepted it is the net, the tax and the fee, which add up. Otherwise all of it comes back.",
};

import { words } from "./words";

/** Words of the earnings and statement pages. */
export const statementWords = words("earnings.statementWords", {
  title: "收益明细",
  entryHint: "收支明细、月度账单",
  accounts: { all: "全部", pending: "待结算", available: "可提现", hold: "提现中", debt: "待抵扣" },
  month: (year: string, month: string) => `${year} 年 ${Number(month)} 月`,
  openStatement: "月度对账单",
  balance: (amount: string) => `余额 ¥${amount}`,
  why: "查看计算过程",
  fold: "收起",
  /** The short form of the server's sentence: its first part, a payout by the end of its number. */
  about: (explanation: string) =>
    (explanation.split(/[，；]/)[0] ?? "").replace(/^冻结期满：/, "").replace(/pout_\w*(\w{6})$/, "…$1"),
  empty: "还没有收益变动",
  emptyHint: "把商品分享给朋友，成交后会显示在这里",
  /** One month's statement. */
  statement: {
    title: "月度对账单",
    open: "本月尚未结账，数据可能继续变化",
    closed: "已结账封存",
    hash: "封存校验值",
    copyHash: "复制校验值",
    kinds: "变动汇总",
    opening: "期初余额",
    increase: "本月增加",
    decrease: "本月减少",
    closing: "期末余额",
    count: (count: number) => `${count} 笔`,
    nothing: "本月没有变动",
    law: "期初余额 + 本月增加 − 本月减少 = 期末余额；待抵扣以负数表示",
  },
});

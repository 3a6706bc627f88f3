import { words } from "./words";

/** Words about an account under review, and about leaving for good. */
export const reviewWords = words("standing.reviewWords", {
  title: "账户核查",
  held: "商家正在核查你的账户，核查结束前佣金暂不能提现",
  open: "商家正在核查你的账户，暂不影响提现",
  since: (day: string) => `${day} 起`,
  reason: (reason: string) => `商家说明：${reason}`,
  mine: "我的申诉",
  answer: (answer: string) => `商家答复：${answer}`,
  waiting: "申诉已提交，等待商家答复",
  appeal: "我要申诉",
  sheetTitle: "提交申诉",
  explain: "说明实际情况，例如为何与他人共用手机或地址。商家会由人工复核并答复。",
  words: "申诉内容",
  wordsHint: "至少 5 个字",
  submit: "提交申诉",
  sent: "申诉已提交",
});

export const closingWords = words("standing.closingWords", {
  title: "注销分销账户",
  lead: "注销后无法恢复，请先确认以下事项",
  losses: {
    sharing: "不能再分享商品、不再产生佣金",
    grades: "等级、团队与分享链接全部失效",
    name: "昵称变为“已注销用户”，你不能再查看明细与对账单",
    identity: "已付款的身份信息依法加密保存三年，之后删除",
  },
  keeps: "购物账户与订单不受影响",
  conditions: "注销条件",
  conditionNames: {
    pending_fen: "没有待结算佣金",
    available_fen: "可提现佣金已全部提现",
    hold_fen: "没有处理中的提现",
    debt_fen: "没有待抵扣的佣金",
  },
  met: "已满足",
  left: (amount: string) => `还有 ¥${amount}`,
  understood: "我已了解注销后果，并自愿放弃以上权益",
  submit: "申请注销",
  confirmTitle: "最后确认：永久注销？",
  confirmHint: "点击“永久注销”后立即生效，任何人都不能恢复。",
  keep: "暂不注销",
  confirm: "永久注销",
  done: "分销账户已注销",
  doneHint: "购物账户仍可正常使用",
  kept: (day: string) => `身份信息依法保存至 ${day}`,
});

import { messages, t } from "@tengman/admin-kit";
/** What the page about transfers says. */
export const TRANSFER_TEXT = messages({
  title: "商家转账",
  explanation:
    "佣金转入微信零钱的每一笔转账。收款人须在 24 小时内确认；同一提现永远只用一个单号，不会重复付款。",
  onlyProblems: "只看需要处理的",
  state: "状态",
  numbers: "单号",
  wechatNumber: "微信单号",
  advice: "处理办法",
  confirmBy: "确认截止",
  timeline: "经过",
  hide: "收起",
  cancel: "撤回",
  cancelTitle: "撤回这笔转账？",
  cancelExplain: "收款人确认之前可以撤回。微信确认撤回后，这笔提现结束，金额退回对方的可提现余额。",
  cancelled: "已向微信申请撤回",
  previous: "上一页",
  next: "下一页",
} as const);

export const STATE_TEXT: Readonly<Record<string, string>> = messages({
  TO_SUBMIT: "待提交",
  ACCEPTED: "微信已受理",
  PROCESSING: "微信处理中",
  WAIT_USER_CONFIRM: "待收款人确认",
  TRANSFERING: "转账中",
  CANCELING: "撤回中",
  SUCCESS: "已到账",
  FAIL: "转账失败",
  CANCELLED: "已撤回",
  UNKNOWN: "状态待确认",
});

const WHO: Readonly<Record<string, string>> = messages({
  merchant: "商家申请撤回",
  receiver: "收款人申请撤回",
});

/** One thing that happened to a transfer, in words. */
export function eventText({ kind, detail }: { kind: string; detail: string }): string {
  if (kind === "state") {
    return STATE_TEXT[detail] ?? detail;
  }
  return kind === "problem" ? t("受阻：{{detail}}", { detail }) : (WHO[detail] ?? detail);
}

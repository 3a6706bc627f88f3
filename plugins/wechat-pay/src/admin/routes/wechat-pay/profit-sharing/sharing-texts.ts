import { messages, t } from "@tengman/admin-kit";
/** What the page about shares says. */
export const SHARING_TEXT = messages({
  title: "分账",
  explanation:
    "把已到账货款的一部分分给合作公司的微信商户号。分账前货款冻结在微信，最多 30 天，到期自动解冻。",
  on: "已开启",
  off: "未开启",
  limit: (percent: number) => t("每笔支付最多分出 {{percent}}%", { percent }),
  howTitle: "如何开启",
  howSteps: [
    "登录微信商户平台，在“产品中心 → 分账”申请开通；最大分账比例默认 30%，可在同一页面申请调整。",
    "在没有待付款订单时，把店铺配置 WECHAT_PAY_PROFIT_SHARING 设为 on 并重启服务。单独使用微信支付插件的店铺，在插件选项中加入 profit_sharing: { limit_bps: 3000 }，数值为最大比例的万分数。",
    "开启后新下单的货款会先冻结：分账、解冻或满 30 天后才可提现，退款不受影响。",
  ],
  receivers: "分账接收方",
  receiversExplanation:
    "只能是公司的微信商户号。个人收到的分账无法退回，因此不支持；个人佣金请用“商家转账”。",
  addReceiver: "添加接收方",
  remove: "移除",
  removeTitle: "移除这个接收方？",
  removeExplain: "移除后不能再分给它，已完成的分账不受影响。",
  removed: "已移除",
  added: "已添加",
  mchId: "商户号",
  mchIdHint: "8 至 10 位数字",
  companyName: "公司全称",
  companyNameHint: "与对方商户号的主体名称一致，加密后发给微信核对",
  relation: "与本店的关系",
  noReceivers: "还没有接收方。添加后才能分账。",
  shares: "分账记录",
  sharesExplanation: "“已受理”不等于到账：每个接收方各有结果，系统会一直问到微信给出结果为止。",
  noShares: "还没有分账记录",
  share: "发起分账",
  unfreeze: "解冻剩余货款",
  giveBack: "退回",
  kind: "类型",
  parts: "接收方与金额",
  number: "分账单号",
  outcome: "结果",
  paymentNumber: "商户单号",
  paymentNumberHint: "在“支付与退款”或订单页可以找到",
  receiver: "接收方",
  amount: "金额（元）",
  description: "说明",
  descriptionHint: "对方在账单中会看到，例如：供货款",
  addPart: "再加一个接收方",
  removePart: "去掉",
  amountWrong: "请填写大于 0、最多两位小数的金额",
  submit: "确定",
  cancel: "取消",
  asked: "已向微信提交",
  unfreezeExplain: "把这笔支付里没有分出去的货款解冻。解冻后这笔支付不能再分账。",
  backExplain: "从接收方退回到本店，180 天内有效；可以只退一部分。",
  previous: "上一页",
  next: "下一页",
} as const);

export const KIND_TEXT: Readonly<Record<string, string>> = messages({
  share: "分账",
  unfreeze: "解冻",
  return: "退回",
});

export const OUTCOME_TEXT: Readonly<Record<string, string>> = messages({
  to_submit: "待提交",
  processing: "处理中",
  succeeded: "成功",
  partly: "部分成功",
  failed: "未成功",
});

export const OUTCOME_COLORS: Readonly<Record<string, "green" | "red" | "orange">> = {
  succeeded: "green",
  failed: "red",
};

export const RESULT_TEXT: Readonly<Record<string, string>> = messages({
  PENDING: "待到账",
  SUCCESS: "已到账",
  CLOSED: "未到账",
});

export const RELATION_TEXT: Readonly<Record<string, string>> = messages({
  SUPPLIER: "供应商",
  DISTRIBUTOR: "分销商",
  PARTNER: "合作伙伴",
  STORE: "门店",
  BRAND: "品牌方",
  HEADQUARTER: "总部",
});

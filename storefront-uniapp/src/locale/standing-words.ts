/** Texts about joining, grades and agreements, in the distribution centre. */
export const standingWords = {
  blockers: {
    joining_closed: "商家暂未开放加入",
    purchase_required: "完成任意一笔付款订单后即可加入，加入本身不收取任何费用",
  } as Readonly<Record<string, string>>,
  apply: "同意并提交申请",
  applied: "申请已提交，请等待审核",
  conditions: "加入条件",
  condition: {
    purchase: "完成一笔付款订单",
    invitation: "持有效邀请码",
    review: "商家审核申请",
  } as Readonly<Record<string, string>>,
  conditionMet: "已满足",
  conditionUnmet: "待完成",
  conditionReview: "提交后审核",
  invitationCode: "邀请码",
  invitationHint: "邀请码只能使用一次，可向商家或已加入的分销商索取",
  refusedTitle: "上次申请未通过",
  refusedReason: (reason: string) => `原因：${reason}`,
  closedHint: "账户已关闭，已有佣金仍可提现",
  statusReason: (reason: string) => `商家说明：${reason}`,
  newAgreement: "分销协议有更新，同意新版后才能继续分享",
  readAgreement: "阅读并同意",
  acceptAgreement: "同意新版协议",
  agreementAccepted: "已同意新版协议",
  grade: "我的等级",
  noGrade: "暂无等级",
  nextGrade: (name: string) => `距「${name}」`,
  progress: {
    own_sales_fen: (days: number) => `近 ${days} 天推荐销售额`,
    own_earnings_fen: (days: number) => `近 ${days} 天佣金`,
  },
};

/** Texts about a wish to have no inviter any more. */
export const unbindingWords = {
  open: "申请解绑",
  title: "申请解除推荐关系",
  explain: "商家处理后，你之后的订单不再归属这位推荐人；已下单的不受影响。",
  reason: "原因",
  reasonPlaceholder: "请说明希望解绑的原因",
  submit: "提交申请",
  sent: "申请已提交，请等待商家处理",
  pending: "解绑申请处理中",
  refused: (note: string) => (note ? `解绑未通过：${note}` : "解绑申请未通过"),
};

import { words } from "./words";

/** Words about an order's invoice. */
export const invoiceWords = words("invoice.invoiceWords", {
  title: "发票",
  states: { requested: "已申请，等待商家开具", issued: "已开具" },
  lead: "电子发票由商家开具，并发送到你填写的邮箱",
  type: "发票抬头",
  types: { personal: "个人", company: "企业单位" },
  name: { personal: "姓名", company: "单位名称" },
  taxNumber: "纳税人识别号",
  taxNumberHint: "纳税人识别号",
  email: "收票邮箱",
  emailHint: "接收电子发票的邮箱",
  nameHint: { personal: "请填写姓名", company: "与营业执照一致" },
  order: "订单编号",
  orderAmount: "订单金额",
  submit: "提交申请",
  change: "保存修改",
  sent: "已提交，商家开具后会发送到你的邮箱",
  nameMissing: "请填写发票抬头",
  taxNumberWrong: "请填写 15、17、18 或 20 位纳税人识别号",
  emailWrong: "请填写正确的邮箱",
  number: "发票号码",
  amount: "开票金额",
  issuedAt: "开具时间",
  copyLink: "复制下载链接",
});

/** Words of the page about who runs the shop. */
export const noticeWords = words("invoice.noticeWords", {
  title: "店铺资质与规则",
  operator: "经营者",
  complaints: "投诉与客服",
  email: "邮箱",
  returns: "退换货规则",
  privacy: "隐私政策",
  version: (version: string) => `版本 ${version}`,
  empty: "商家还没有填写资质与规则",
  icp: "备案号",
  counting: "行为统计",
  countingOn: "已开启",
  countingOff: "已关闭",
  countingHint: "用随机编号统计浏览、搜索和下单步骤，帮助店铺改进。关闭后不再统计，并清除本机的编号。",
});

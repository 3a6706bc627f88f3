import { accountWords } from "./zh-cn-account";
import { catalogueWords } from "./zh-cn-catalogue";
import { checkoutWords } from "./zh-cn-checkout";
import { distributionWords } from "./zh-cn-distribution";
import { orderWords } from "./zh-cn-orders";

/** Every text a shopper reads, by the screen it is read on. Texts with values in them are functions. */
export const zhCn = {
  common: {
    back: "返回",
    cancel: "取消",
    close: "关闭",
    copied: "已复制",
    copy: "复制",
    copyFailed: "复制失败，请长按选择文字",
    loading: "正在加载",
    noMore: "没有更多了",
    retry: "重新加载",
    actions: "操作栏",
    yuanSign: "¥",
    yuan: (amount: string) => `${amount} 元`,
    priceFrom: "起",
    times: (quantity: number) => `×${quantity}`,
    goHome: "去首页逛逛",
  },
  error: {
    title: "页面没有加载出来",
    notFound: "内容不存在或已下架",
    orderNotFound: "没有找到这笔订单",
    refused: "操作没有成功，请稍后再试",
    unexpected: "出了点问题，请稍后再试",
    unreachable: "网络不太顺畅，请检查后重试",
  },
  tabs: { label: "主导航", home: "首页", category: "分类", cart: "购物车", mine: "我的" },
  footer: { license: "营业执照", notices: "店铺资质与规则" },
  ...catalogueWords,
  ...checkoutWords,
  ...orderWords,
  ...accountWords,
  ...distributionWords,
};

import { words } from "./words";

/** Words about questions on products. */
export const questionWords = words("questions.questionWords", {
  title: "商品问答",
  ask: "提问",
  empty: "还没有提问，有疑问就问问商家",
  question: "问",
  answer: "答",
  more: "更多问答",
  sheet: "向商家提问",
  text: "你的问题",
  hint: "例如尺寸、材质、发货时间",
  note: "商家回答后，问题与回答会显示在商品页",
  anonymous: "匿名提问",
  send: "提交",
  tooShort: "请写下你的问题",
  sent: "已提交，商家回答后会显示在这里",
});

import { words } from "./words";

/** Words of searching and of narrowing down what was found. */
export const searchWords = words("search.searchWords", {
  suggestions: "搜索建议",
  history: "最近搜索",
  forget: "清空",
  sales: "销量",
  filter: "筛选",
  filters: (count: number) => (count === 0 ? "筛选" : `筛选 ${count}`),
  price: "价格区间（元）",
  least: "最低价",
  most: "最高价",
  inStock: "仅看有货",
  counted: (name: string, count: number) => `${name} ${count}`,
  reset: "重置",
  apply: "确定",
  priceWrong: "请输入正确的价格",
  forgiving: (typed: string) => `没有找到“${typed}”，为你展示相近的商品`,
  alternatives: "大家都在买",
});

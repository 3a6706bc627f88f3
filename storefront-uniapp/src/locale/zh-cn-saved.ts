import { words } from "./words";

/** Words of the lists of products a shopper keeps or has looked at. */
export const savedWords = words("saved.savedWords", {
  titles: { favourites: "我的收藏", footprints: "浏览足迹" },
  hints: { favourites: "喜欢的商品都在这里", footprints: "最近看过的商品" },
  empty: { favourites: "还没有收藏", footprints: "还没有浏览记录" },
  emptyHint: { favourites: "在商品页点“收藏”，下次就能快速找到", footprints: "登录后看过的商品会出现在这里" },
  add: "收藏",
  added: "已收藏",
  removed: "已取消收藏",
  remove: (title: string) => `移除 ${title}`,
  clear: "清空",
  clearTitle: { favourites: "清空全部收藏？", footprints: "清空全部足迹？" },
});

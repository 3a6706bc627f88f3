import { words } from "./words";

/** Words of the poster a distributor shares, and of its sheet. */
export const posterWords = words("poster.posterWords", {
  open: "生成海报",
  title: "分享海报",
  by: (name: string) => `${name} 推荐`,
  scan: "长按识别二维码查看",
  label: "广告",
  save: "长按图片保存到手机，再发给朋友",
  alt: (title: string) => `${title} 的分享海报`,
  failed: "海报没有生成，请重试",
});

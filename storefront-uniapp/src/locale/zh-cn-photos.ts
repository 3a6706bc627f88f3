import { words } from "./words";

/** Words about photographs that are sent with something. */
export const photoWords = words("photos.photoWords", {
  photo: (number: number) => `图片 ${number}`,
  add: "添加图片",
  remove: (number: number) => `移除图片 ${number}`,
  sending: "上传中",
  invalid: "无法读取这张图片，请换一张",
});

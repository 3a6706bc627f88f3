import { zhCn } from "./zh-cn";

/** The shape every language has to fill. */
export type Dictionary = typeof zhCn;

/** The texts of the shop. */
export const t: Dictionary = zhCn;

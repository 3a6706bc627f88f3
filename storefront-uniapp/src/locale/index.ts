import { words } from "./words";
import { zhCn } from "./zh-cn";

/** The shape every language has to fill. */
export type Dictionary = typeof zhCn;

/** The texts of the shop that nearly every page shows. */
export const t: Dictionary = words("main", zhCn);

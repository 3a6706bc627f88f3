import { zhPhone } from "./zh-phone";
import { zhSwitchboard } from "./zh-switchboard";

export const zh = { ...zhPhone, ...zhSwitchboard } as const;

export type MessageKey = keyof typeof zh;

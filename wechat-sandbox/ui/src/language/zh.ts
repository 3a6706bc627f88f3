import { zhPhone } from "./zh-phone";
import { zhSwitchboard } from "./zh-switchboard";
import { zhTour } from "./zh-tour";

export const zh = { ...zhPhone, ...zhSwitchboard, ...zhTour } as const;

export type MessageKey = keyof typeof zh;

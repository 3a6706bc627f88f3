import { enPhone } from "./en-phone";
import { enSwitchboard } from "./en-switchboard";
import { enTour } from "./en-tour";
import type { MessageKey } from "./zh";

export const en: Record<MessageKey, string> = { ...enPhone, ...enSwitchboard, ...enTour };

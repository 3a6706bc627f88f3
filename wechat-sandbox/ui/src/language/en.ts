import { enPhone } from "./en-phone";
import { enSwitchboard } from "./en-switchboard";
import type { MessageKey } from "./zh";

export const en: Record<MessageKey, string> = { ...enPhone, ...enSwitchboard };

import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import type { Message, SandboxState } from "../state/state.js";

const KEPT_MESSAGES = 2_000;

/** All that is said on the phones. Emits `change` after every message, and when something else on the phones has changed. */
export class Chats extends EventEmitter<{ change: [] }> {
  constructor(private readonly state: SandboxState) {
    super();
    this.setMaxListeners(100);
  }

  /** Says something. Senders and receivers are openids, or `account` and `wechat-pay`. */
  send(from: string, to: string, content: Message["content"]): Message {
    const message: Message = { id: `msg_${randomUUID()}`, from, to, at: Date.now(), content };
    const { messages } = this.state;
    messages.push(message);
    if (messages.length > KEPT_MESSAGES) messages.splice(0, messages.length - KEPT_MESSAGES);
    this.emit("change");
    return message;
  }

  /** What one person has written or received, oldest first. */
  of(openid: string): Message[] {
    return this.state.messages.filter((message) => message.from === openid || message.to === openid);
  }
}

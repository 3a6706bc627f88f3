/** What the phone answers a call with. */
export type Answer = Record<string, unknown>;

/** The line between a page in the web view and the phone around it. */
export interface PhoneLine {
  /** Says something that needs no answer. */
  tell: (kind: string, payload?: object) => void;
  /** Asks the phone; outside a phone the answer is a refusal. */
  ask: (kind: string, payload?: object) => Promise<Answer>;
  /** What to do when the phone commands it; an answer goes back. */
  obey: (command: string, work: () => unknown) => void;
}

/** Opens the line. Only the phone's own origin is spoken with. */
export function openPhoneLine(phoneOrigin: string): PhoneLine {
  const inPhone = window.parent !== window;
  const waiting = new Map<number, (answer: Answer) => void>();
  const commands = new Map<string, () => unknown>();
  let lastCall = 0;
  const send = (message: object) => window.parent.postMessage(message, phoneOrigin);
  window.addEventListener("message", (event: MessageEvent) => {
    if (event.origin !== phoneOrigin || event.source !== window.parent) return;
    event.stopImmediatePropagation();
    const { call, answer, command, order } = event.data ?? {};
    if (call !== undefined) {
      waiting.get(call)?.(answer ?? {});
      waiting.delete(call);
    } else if (command !== undefined) {
      const done = commands.get(command)?.();
      if (order !== undefined) send({ wechat: "obeyed", order, payload: done });
    }
  });
  return {
    tell: (kind, payload = {}) => {
      if (inPhone) send({ wechat: kind, payload });
    },
    ask: (kind, payload = {}) => {
      if (!inPhone) return Promise.resolve({ refused: "no_phone" });
      lastCall += 1;
      const call = lastCall;
      send({ wechat: kind, call, payload });
      return new Promise((resolve) => {
        waiting.set(call, resolve);
      });
    },
    obey: (command, work) => commands.set(command, work),
  };
}

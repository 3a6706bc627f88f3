interface WeixinBridge {
  invoke(name: string, parameters: object, done: (result: { err_msg: string }) => void): void;
}

/** What one of WeChat's own pages said. `ok` proves nothing: only the server knows whether money moved. */
export type BridgeAnswer = "ok" | "cancel" | "fail" | "unavailable";

const BRIDGE_WAIT_MS = 5_000;

/** Has WeChat do something through the bridge it puts into the page, and waits for what it says. */
export async function invokeBridge(name: string, parameters: object): Promise<BridgeAnswer> {
  const bridge = await whenBridgeReady();
  if (bridge === undefined) return "unavailable";
  return new Promise((resolve) => {
    bridge.invoke(name, parameters, ({ err_msg }) => resolve(answerOf(err_msg)));
  });
}

/** Reads `<function>:<answer>`; anything unknown counts as a failure. */
export function answerOf(message: string): BridgeAnswer {
  const answer = message.slice(message.lastIndexOf(":") + 1);
  return answer === "ok" || answer === "cancel" ? answer : "fail";
}

/** What WeChat put into the page; its own typing knows nothing better than "anything". */
function presentBridge(): WeixinBridge | undefined {
  const bridge: WeixinBridge | undefined = window.WeixinJSBridge;
  return bridge;
}

function whenBridgeReady(): Promise<WeixinBridge | undefined> {
  const present = presentBridge();
  if (present !== undefined) return Promise.resolve(present);
  return new Promise((resolve) => {
    const settle = (): void => {
      clearTimeout(timer);
      document.removeEventListener("WeixinJSBridgeReady", settle);
      resolve(presentBridge());
    };
    const timer = setTimeout(settle, BRIDGE_WAIT_MS);
    document.addEventListener("WeixinJSBridgeReady", settle);
  });
}

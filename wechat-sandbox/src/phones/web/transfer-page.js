import { element, yuan } from "./elements.js";

/** Why a transfer cannot be accepted, in the words its reader sees. */
export const TRANSFER_REFUSALS = {
  bad_parameters: "收款参数错误",
  unknown_transfer: "收款信息不存在",
  other_receiver: "这笔转账的收款人不是你",
  not_waiting: "这笔转账已处理",
  expired: "这笔转账已超过24小时，资金已退回",
};

/**
 * Shows WeChat's own page for accepting a transfer inside `stage`.
 * @param transfer `{amount, remark, perception, merchant_name}`
 * @param confirm accepts it: resolves with `{confirmed}` or `{refused}`.
 * @returns `{result: "ok" | "cancel" | "fail", words?}`, and a `cancel()` for when the page goes away.
 */
export function showTransferPage(stage, transfer, confirm) {
  let finish;
  const done = new Promise((resolve) => {
    finish = resolve;
  });
  const root = element("section", { class: "transfer-page", "data-testid": "transfer-page" });
  const close = (outcome) => {
    root.remove();
    finish(outcome);
  };
  const amount = () =>
    element(
      "p",
      { class: "pay-amount", "data-testid": "transfer-amount" },
      element("span", {}, "¥"),
      yuan(transfer.amount),
    );
  const fact = (name, text) => element("dl", {}, element("dt", {}, name), element("dd", {}, text));
  let busy = false;
  const accept = async () => {
    if (busy) return;
    busy = true;
    root.classList.add("busy");
    const answer = await confirm().catch(() => ({ refused: "network" }));
    if (!answer.confirmed) {
      close({ result: "fail", words: TRANSFER_REFUSALS[answer.refused] ?? "网络异常，请稍后再试" });
      return;
    }
    root.classList.remove("busy");
    root.replaceChildren(
      element("div", { class: "pay-mark" }, "✓"),
      element("p", { class: "pay-good" }, "已收款"),
      amount(),
      element("p", { class: "pay-for" }, "资金将存入零钱"),
      element(
        "button",
        { class: "pay-confirm", "data-testid": "transfer-done", onclick: () => close({ result: "ok" }) },
        "完成",
      ),
    );
  };
  root.append(
    element("p", { class: "pay-merchant" }, `${transfer.merchant_name} 向你转账`),
    amount(),
    fact("款项类型", transfer.perception),
    fact("转账说明", transfer.remark),
    fact("收款方式", "零钱"),
    element(
      "button",
      { class: "pay-confirm", "data-testid": "transfer-confirm", onclick: accept },
      "确认收款",
    ),
    element(
      "button",
      {
        class: "transfer-later",
        "data-testid": "transfer-cancel",
        onclick: () => busy || close({ result: "cancel" }),
      },
      "暂不收款",
    ),
  );
  stage.append(root);
  return { done, cancel: () => close({ result: "cancel" }) };
}

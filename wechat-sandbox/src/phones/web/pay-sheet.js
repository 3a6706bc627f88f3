import { element, icon, yuan } from "./elements.js";

const DIGITS = 6;
const SUCCESS_MS = 1_300;

/** Why WeChat would not open or finish a payment, in the words a payer sees. */
export const REFUSALS = {
  unknown_prepay: "支付参数无效",
  prepay_expired: "支付已过期，请重新下单",
  already_paid: "该订单已支付",
  order_closed: "订单已关闭",
  order_expired: "订单已超过支付时间",
  other_payer: "请使用下单的微信支付",
  bad_parameters: "支付参数错误",
  bad_signature: "支付验证签名失败",
};

/**
 * Shows the pay sheet inside `stage` and waits for the payer.
 * @param payment `{prepay_id, total, description, merchant_name}`
 * @param pay sends the payment: resolves with `{paid}` or `{refused}`.
 * @returns `{result: "ok" | "cancel" | "fail", words?}`, and a `cancel()` for when the page goes away.
 */
export function showPaySheet(stage, payment, pay) {
  let finish;
  const done = new Promise((resolve) => {
    finish = resolve;
  });
  const root = element("div", { class: "veil", "data-testid": "pay-sheet" });
  const close = (outcome) => {
    root.remove();
    finish(outcome);
  };
  let busy = false;
  const confirm = async () => {
    if (busy) return;
    busy = true;
    root.classList.add("busy");
    const answer = await pay(payment.prepay_id).catch(() => ({ refused: "network" }));
    if (answer.paid) {
      root.replaceChildren(successPage(payment, () => close({ result: "ok" })));
      setTimeout(close, SUCCESS_MS, { result: "ok" });
    } else {
      close({ result: "fail", words: REFUSALS[answer.refused] ?? "网络异常，请稍后再试" });
    }
  };
  root.append(sheet(payment, confirm, () => busy || close({ result: "cancel" })));
  stage.append(root);
  return { done, cancel: () => close({ result: "cancel" }) };
}

function sheet(payment, confirm, cancel) {
  const boxes = Array.from({ length: DIGITS }, () => element("i"));
  let typed = 0;
  const show = () => {
    boxes.forEach((box, index) => {
      box.className = index < typed ? "full" : "";
    });
    if (typed === DIGITS) confirm();
  };
  const press = (step) => {
    typed = Math.min(DIGITS, Math.max(0, typed + step));
    show();
  };
  return element(
    "section",
    { class: "pay-sheet" },
    element(
      "header",
      {},
      element(
        "button",
        { "data-testid": "pay-cancel", "aria-label": "取消支付", onclick: cancel },
        icon("close"),
      ),
      element("span", {}, "请输入支付密码"),
    ),
    element("p", { class: "pay-merchant" }, payment.merchant_name),
    element(
      "p",
      { class: "pay-amount", "data-testid": "pay-amount" },
      element("span", {}, "¥"),
      yuan(payment.total),
    ),
    element("p", { class: "pay-for" }, payment.description),
    element("p", { class: "pay-method" }, element("span", {}, "付款方式"), element("b", {}, "零钱")),
    element("div", { class: "boxes" }, boxes),
    element(
      "button",
      {
        class: "pay-confirm",
        "data-testid": "pay-confirm",
        onclick: () => {
          typed = DIGITS;
          show();
        },
      },
      "确认支付",
    ),
    keypad(press),
  );
}

function keypad(press) {
  const key = (label, step) =>
    element(
      "button",
      { class: step === 0 ? "blank" : "", tabindex: "-1", onclick: () => press(step) },
      label,
    );
  const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => key(digit, 1));
  return element("div", { class: "keypad" }, digits, key("", 0), key("0", 1), key("⌫", -1));
}

function successPage(payment, finish) {
  return element(
    "section",
    { class: "pay-success", "data-testid": "pay-success" },
    element("div", { class: "pay-mark" }, "✓"),
    element("p", { class: "pay-good" }, "支付成功"),
    element("p", { class: "pay-merchant" }, payment.merchant_name),
    element("p", { class: "pay-amount" }, element("span", {}, "¥"), yuan(payment.total)),
    element("button", { "data-testid": "pay-done", onclick: finish }, "完成"),
  );
}

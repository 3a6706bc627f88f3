import { element } from "./elements.js";

/**
 * Asks for the text of a QR code: a phone in a browser has no camera.
 * @param scan takes the text; the sheet closes before.
 */
export function showScanSheet(stage, scan) {
  const input = element("input", {
    type: "text",
    placeholder: "weixin://wxpay/bizpayurl?pr=…",
    "aria-label": "二维码内容",
    "data-testid": "scan-input",
  });
  const veil = element("div", {
    class: "veil",
    onclick: (event) => event.target === veil && veil.remove(),
  });
  const submit = (event) => {
    event.preventDefault();
    const text = input.value.trim();
    veil.remove();
    if (text) scan(text);
  };
  veil.append(
    element(
      "form",
      { class: "scan-sheet", onsubmit: submit },
      element("h3", {}, "扫一扫"),
      element("p", {}, "这部手机没有摄像头，请粘贴二维码的内容"),
      input,
      element("button", { class: "pay-confirm", type: "submit", "data-testid": "scan-submit" }, "识别"),
    ),
  );
  stage.append(veil);
  input.focus();
}

const WORDS = {
  notification: "通知",
  response: "接口应答",
  refund: "退款",
  transfer: "转账",
  profit_sharing: "分账",
  forged_signature: "伪造签名",
  stale_timestamp: "时间戳过期",
  signtest: "签名探测（SIGNTEST）",
  wrong_amount: "金额不符（签名为真）",
  unknown_serial: "未知证书序列号",
  bad_tag: "密文校验失败",
  drop: "丢失",
  delay: "延迟",
  duplicate: "重复发送",
  reordered: "乱序到达",
  tampered_body: "应答被篡改",
  drop_before: "未受理即断开",
  timeout_after: "已受理但超时",
  server_error: "未受理，返回系统错误",
  error_after: "已受理，却返回系统错误",
  refusal: "频率限制",
  closed: "关闭",
  abnormal: "退款异常",
  accepted: "先停在已受理",
  processing: "停在处理中",
  transfering: "确认后久未到账",
  fail: "确认后失败",
  return_failed: "回退失败",
};
const SETTING_WORDS = {
  retry_speed: "通知重试加速",
  notifications_held: "暂停通知",
  refund_settle_ms: "退款处理（毫秒）",
  minimum_expiry_ms: "支付截止至少提前（毫秒）",
  fee_bps: "手续费率（万分比）",
  transfer_settle_ms: "转账到账（毫秒）",
  transfer_single_max: "单笔转账上限（分）",
  transfer_user_day_max: "每人每日转账上限（分）",
  transfer_day_max: "每日转账上限（分）",
  transfer_expires_as: "转账超时后的状态",
  profit_sharing_settle_ms: "分账处理（毫秒）",
  profit_sharing_max_bps: "最大分账比例（万分比）",
  refund_rate: "每秒退款次数",
  refund_failure_rate: "每秒失败退款次数",
  transfer_rate: "每秒转账次数",
  signing: "应答签名（public_key / certificate）",
  bill_url_ms: "账单地址有效期（毫秒）",
  today: "账单的今天（2026-03-01）",
};
const FINAL_STATES = ["SUCCESS", "FAIL", "CANCELLED"];
const CHANCE = ["notification", "response", "refund", "transfer", "profit_sharing"];
const SHOWN = 30;

const byId = (id) => document.getElementById(id);
const word = (key) => WORDS[key] ?? key;

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

async function call(method, path, body) {
  const response = await fetch(`/__control${path}`, {
    method,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${answer.code}: ${answer.message}`);
  return answer;
}

/** Does something and draws everything again; what goes wrong stands at the top. */
async function perform(work) {
  byId("message").textContent = "";
  try {
    await work();
    await draw();
  } catch (error) {
    byId("message").textContent = error.message;
  }
}

function button(words, work) {
  return element("button", { type: "button", onclick: () => perform(work) }, words);
}

function table(id, heads, rows) {
  byId(id).replaceChildren(
    element("tr", {}, ...heads.map((head) => element("th", {}, head))),
    ...rows.map((cells) => element("tr", {}, ...cells.map((cell) => element("td", {}, ...[cell].flat())))),
  );
}

const yuan = (fen) => `¥${(fen / 100).toFixed(2)}`;

async function drawFaults() {
  const { faults } = await call("GET", "/faults");
  byId("faults").replaceChildren(
    ...faults.map(({ on, kind, times, out_trade_no, path }) =>
      element(
        "li",
        {},
        [word(on), word(kind), `${times} 次`, out_trade_no, path].filter(Boolean).join(" · "),
      ),
    ),
  );
  const { random } = await call("GET", "/faults/random");
  const last = random?.struck.slice(-3).map(({ operation, kind }) => `${operation} → ${word(kind)}`) ?? [];
  byId("random-state").textContent = random
    ? `种子 ${random.seed}，概率 ${random.rate}，已发生 ${random.struck.length} 次。${last.join("；")}`
    : "未开启";
}

async function drawSettings() {
  const { settings } = await call("GET", "/settings");
  const change = (name, value) => perform(() => call("POST", "/settings", { [name]: value }));
  const field = ([name, value]) => {
    const isSwitch = typeof value === "boolean";
    const input = element("input", {
      name,
      ...(isSwitch ? { type: "checkbox" } : { value: value ?? "" }),
      onchange: () => {
        if (isSwitch) return change(name, input.checked);
        if (typeof value === "number") return change(name, Number(input.value));
        return change(name, input.value || null);
      },
    });
    if (isSwitch) input.checked = value;
    return element("label", {}, SETTING_WORDS[name] ?? name, input);
  };
  byId("settings").replaceChildren(...Object.entries(settings).map(field));
}

async function drawMoney() {
  const newest = (list) => list.slice(-SHOWN).reverse();
  const { transfers } = await call("GET", "/transfers");
  const at = (number, act, body = {}) => call("POST", `/transfers/${number}/${act}`, body);
  table(
    "transfers",
    ["商户单号", "金额", "状态", ""],
    newest(transfers).map(({ out_bill_no: number, transfer_amount, state, fail_reason }) => [
      number,
      yuan(transfer_amount),
      [state, fail_reason].filter(Boolean).join(" "),
      FINAL_STATES.includes(state)
        ? ""
        : [
            button("确认收款", () => at(number, "confirm")),
            button("超时", () => at(number, "expire")),
            button("失败", () =>
              at(number, "settle", { state: "FAIL", fail_reason: "PAYEE_ACCOUNT_ABNORMAL" }),
            ),
          ],
    ]),
  );
  const { refunds } = await call("GET", "/refunds");
  const settle = (number, status) =>
    call("POST", `/refunds/${encodeURIComponent(number)}/settle`, { status });
  table(
    "refunds",
    ["商户退款单号", "金额", "状态", ""],
    newest(refunds).map(({ out_refund_no: number, refund, status }) => [
      number,
      yuan(refund),
      status,
      status === "PROCESSING"
        ? ["SUCCESS", "CLOSED", "ABNORMAL"].map((end) => button(end, () => settle(number, end)))
        : "",
    ]),
  );
}

async function drawNotifications() {
  const { notifications } = await call("GET", "/notifications");
  table(
    "notifications",
    ["时间", "事件", "商户单号", "状态", "应答", ""],
    notifications
      .slice(-SHOWN)
      .reverse()
      .map(({ id, created_at, event_type, out_trade_no, state, attempts }) => [
        new Date(created_at).toLocaleTimeString("zh-CN", { hour12: false }),
        event_type,
        out_trade_no,
        state,
        attempts.map(({ status, error }) => status ?? error).join(" "),
        [button("再发一次", () => call("POST", `/notifications/${id}/resend`, {}))],
      ]),
  );
}

async function draw() {
  await Promise.all([drawFaults(), drawSettings(), drawMoney(), drawNotifications()]);
}

function planned(form) {
  const fault = {};
  for (const [name, value] of new FormData(form)) {
    if (value === "") continue;
    fault[name] = name === "times" || name === "delay_ms" ? Number(value) : value;
  }
  if (fault.on !== "response") delete fault.path;
  return fault;
}

async function begin() {
  const { kinds } = await call("GET", "/fault-kinds");
  const on = byId("plan").elements.namedItem("on");
  const kind = byId("plan").elements.namedItem("kind");
  const option = (value) => element("option", { value }, word(value));
  const choose = () => kind.replaceChildren(...kinds[on.value].map(option));
  on.replaceChildren(...Object.keys(kinds).map(option));
  on.addEventListener("change", choose);
  choose();
  byId("random-on").replaceChildren(
    ...CHANCE.map((name) => {
      const box = element("input", { type: "checkbox", name: "on", value: name });
      box.checked = name === "notification" || name === "response";
      return element("label", {}, box, word(name));
    }),
  );
  byId("plan").addEventListener("submit", (event) => {
    event.preventDefault();
    perform(() => call("POST", "/faults", planned(event.target)));
  });
  byId("clear").addEventListener("click", () => perform(() => call("DELETE", "/faults")));
  byId("random").addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(event.target);
    const wanted = { seed: data.get("seed"), rate: Number(data.get("rate")), on: data.getAll("on") };
    perform(() => call("POST", "/faults/random", wanted));
  });
  byId("random-stop").addEventListener("click", () => perform(() => call("DELETE", "/faults/random")));
  byId("settings-reset").addEventListener("click", () => perform(() => call("DELETE", "/settings")));
  await draw();
}

begin();

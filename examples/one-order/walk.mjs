// One order from a share to a payout to a partial refund, over HTTP alone. It says what happens and nothing that differs
// from run to run, so that its output can be kept and compared.
import { randomUUID } from "node:crypto";
import { at, merchantOf, newPerson, payInWeChat, storefrontKey, until } from "./web.mjs";

const ADDRESS = {
  full_name: "王小藤",
  phone: "13800138000",
  province: "浙江省",
  city: "杭州市",
  district: "西湖区",
  address_1: "文三路 1 号",
};

const yuan = (/** @type {string} */ fen) => {
  const digits = fen.replace("-", "").padStart(3, "0");
  return `${fen.startsWith("-") ? "-" : ""}¥${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/**
 * @param {import("./web.mjs").Places} places a shop that pays out by hand (`DISTRIBUTION_PAYOUT_PROVIDER=manual`)
 * @param {(step: "pay" | "receipt" | "refund" | "mature") => Promise<void>} letTimePass lets the shop's jobs run, and
 *   before "mature" lets the return window and the holding days be over
 * @param {(line: string) => void} say
 */
export async function walkOneOrder(places, letTimePass, say) {
  const merchant = await merchantOf(places);
  const key = await storefrontKey(merchant);
  const sharer = await newPerson(places, key, "小蔓");
  const buyer = await newPerson(places, key, "小林");
  const balances = async () => {
    const me = await sharer.ask("GET", "/store/distribution/me");
    const balance = (/** @type {string} */ name) => yuan(at(me, `balances.${name}_fen`));
    return `待结算 ${balance("pending")}，可提现 ${balance("available")}，提现中 ${balance("hold")}，欠款 ${balance("debt")}`;
  };

  say("# 一笔订单：从分享到提现，再到部分退款\n");
  say("## 1 分享");
  const program = await sharer.ask("GET", "/store/distribution/program");
  await sharer.ask("POST", "/store/distribution/me", {
    agreement_version: at(program, "program.agreement.version"),
  });
  const shared = await sharer.ask("POST", "/store/distribution/share-tokens", { target: { type: "shop" } });
  const share_token = at(shared, "share_token.token");
  say(
    `小蔓免费加入“${at(program, "program.name")}”，分享店铺。分享凭证 ${share_token.length} 个字符，不含任何人的信息。`,
  );
  const bound = await buyer.ask("POST", "/store/distribution/bindings", { share_token });
  say(`小林打开分享，看到推荐人是 ${at(bound, "binding.inviter.display_name")}，点了同意。\n`);

  say("## 2 下单与付款");
  const product = await productCalled("龙井绿茶 一芽一叶", buyer.ask);
  const items = [{ variant_id: cheapestOf(product), quantity: 20 }];
  const placed = await buyer.ask("POST", "/store/mall/orders", {
    items,
    address: ADDRESS,
    promo_codes: [],
    idempotency_key: randomUUID(),
  });
  const order_id = at(placed, "order.id");
  const goods_fen = at(placed, "order.items.0.total_fen");
  say(`小林买了 20 件“${at(product, "product.title")}”，商品实付 ${yuan(goods_fen)}。`);
  await buyer.ask("POST", `/store/mall/orders/${order_id}/payment`, { channel: "jsapi" });
  await payInWeChat(places, buyer.openid);
  await letTimePass("pay");
  const pending = async () => at(await sharer.ask("GET", "/store/distribution/me"), "balances.pending_fen");
  await until(pending, (fen) => fen !== "0");
  say(`付款后佣金入账：${await balances()}\n`);

  say("## 3 发货、收货、结算");
  await ship(merchant, order_id);
  const stateOf = async () => at(await buyer.ask("GET", `/store/mall/orders/${order_id}`), "order.state");
  await until(stateOf, (state) => state === "shipped");
  await buyer.ask("POST", `/store/mall/orders/${order_id}/receipt`, {});
  await letTimePass("receipt");
  say("小林确认收货；七天退货期与冻结期过去。");
  await letTimePass("mature");
  await until(pending, (fen) => fen === "0");
  say(`佣金结算：${await balances()}\n`);

  await payOut(merchant, sharer.ask, balances, say);
  await refundHalf({ merchant, order_id, goods_fen, letTimePass, balances, sharer: sharer.ask, say });
  await readBooks(merchant, sharer.ask, say);
}

/** A product by its title: a list's order is the shop's own business. */
async function productCalled(/** @type {string} */ title, /** @type {import("./web.mjs").Ask} */ ask) {
  const listed = await ask("GET", "/store/mall/products?limit=50");
  const { products } = /** @type {{ products: { id: string, title: string }[] }} */ (listed);
  const found = products.find((product) => product.title === title);
  if (!found) throw new Error(`the shop does not sell ${title}`);
  return ask("GET", `/store/mall/products/${found.id}`);
}

function cheapestOf(/** @type {unknown} */ read) {
  const { product } = /** @type {{ product: { variants: { id: string, price_fen: string }[] } }} */ (read);
  const [cheapest] = product.variants.toSorted((a, b) => Number(a.price_fen) - Number(b.price_fen));
  return cheapest?.id;
}

async function ship(/** @type {import("./web.mjs").Ask} */ merchant, /** @type {string} */ order_id) {
  const read = await merchant("GET", `/admin/orders/${order_id}?fields=*items`);
  const { items } = /** @type {{ order: { items: { id: string, quantity: number }[] } }} */ (read).order;
  const goods = items.map(({ id, quantity }) => ({ id, quantity }));
  await merchant("POST", `/admin/orders/${order_id}/fulfillments`, { items: goods });
  const made = await merchant("GET", `/admin/orders/${order_id}?fields=*fulfillments`);
  const labels = [{ tracking_number: "SF1234567890", tracking_url: "#", label_url: "#" }];
  const path = `/admin/orders/${order_id}/fulfillments/${at(made, "order.fulfillments.0.id")}/shipments`;
  await merchant("POST", path, { items: goods, labels });
}

/**
 * @param {import("./web.mjs").Ask} merchant
 * @param {import("./web.mjs").Ask} sharer
 * @param {() => Promise<string>} balances
 * @param {(line: string) => void} say
 */
async function payOut(merchant, sharer, balances, say) {
  say("## 4 提现");
  await sharer("POST", "/store/distribution/me/identity", {
    real_name: "王小藤",
    id_number: "110101199003070011",
    consent: true,
    notice_version: "2026-03",
  });
  const asked = await sharer("POST", "/store/distribution/me/payouts", {
    amount_fen: "2000",
    payee: { bank_name: "招商银行", account_number: "6222021234567890" },
    idempotency_key: randomUUID(),
  });
  say(`小蔓完成实名，申请提现 ${yuan(at(asked, "payout.amount_fen"))}：${await balances()}`);
  const path = `/admin/distribution/payouts/${at(asked, "payout.id")}`;
  const approved = await merchant("POST", `${path}/approve`, {});
  say(
    `商家审核通过，代扣税 ${yuan(at(approved, "payout.withheld_fen"))}，实付 ${yuan(at(approved, "payout.net_fen"))}。`,
  );
  await merchant("POST", `${path}/confirm`, { outcome: "confirmed", note: "银行流水 1" });
  say(`银行转账完成：${await balances()}\n`);
}

/**
 * @param {{ merchant: import("./web.mjs").Ask, order_id: string, goods_fen: string,
 *   letTimePass: (step: "refund") => Promise<void>, balances: () => Promise<string>,
 *   sharer: import("./web.mjs").Ask, say: (line: string) => void }} walk
 */
async function refundHalf({ merchant, order_id, goods_fen, letTimePass, balances, sharer, say }) {
  say("## 5 部分退款");
  const half = Number(goods_fen) / 2;
  const read = await merchant(
    "GET",
    `/admin/orders/${order_id}?fields=*payment_collections,*payment_collections.payments`,
  );
  const payment = at(read, "order.payment_collections.0.payments.0.id");
  await merchant("POST", `/admin/payments/${payment}/refund`, { amount: half / 100 });
  await letTimePass("refund");
  const clawed = async () =>
    at(await sharer("GET", "/store/distribution/me/orders?limit=1"), "orders.0.clawed_fen");
  await until(clawed, (fen) => fen !== "0");
  say(
    `商家退回商品款的一半 ${yuan(String(half))}，佣金按比例追回 ${yuan(await clawed())}：${await balances()}\n`,
  );
}

/**
 * @param {import("./web.mjs").Ask} merchant
 * @param {import("./web.mjs").Ask} sharer
 * @param {(line: string) => void} say
 */
async function readBooks(merchant, sharer, say) {
  say("## 6 收益明细");
  const read = await sharer("GET", "/store/distribution/me/entries");
  const { entries } =
    /** @type {{ entries: { label: string, explanation: string, movements: object[] }[] }} */ (read);
  for (const entry of entries.toReversed()) {
    const moves = entry.movements.map(
      (move) => `${at(move, "account")} ${yuan(at(move, "amount_fen"))} → ${yuan(at(move, "balance_fen"))}`,
    );
    say(`- ${entry.label}：${moves.join("，")}`);
    say(`  ${stable(entry.explanation)}`);
  }
  const { verification } = /** @type {{ verification: { difference: unknown } }} */ (
    await merchant("POST", "/admin/distribution/ledger/verify", {})
  );
  say(`\n全账本核对：${verification.difference === null ? "一致" : "有差异"}`);
}

/** Numbers and months that differ from run to run are not part of the story. */
function stable(/** @type {string} */ text) {
  return text
    .replaceAll(/订单 #\d+/g, "订单 #…")
    .replaceAll(/pout_\w+/g, "pout_…")
    .replaceAll(/\d{4}-\d{2}(?= )/g, "当月");
}

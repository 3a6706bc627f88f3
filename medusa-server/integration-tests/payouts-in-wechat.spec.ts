import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  eventually,
  merchantOf,
  newPerson,
  type Person,
  ship,
} from "../../plugins/distribution/integration-tests/people";
import { stockUp } from "../../plugins/wechat-pay/integration-tests/shopper";
import { openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";
import { call, must } from "./shopper";

const PAYOUTS = "/store/distribution/me/payouts";
const PAID_FEN = 1_000n;
/** ¥3,000, of which ¥440 are withheld: what arrives is above ¥2,000, from where WeChat wants the name. */
const LARGE_FEN = 300_000n;
const LIMITS = { per_transfer_fen: "500000", per_person_day_fen: "500000" };
const METRICS_TOKEN = "a-token-for-the-metrics-of-payouts";

let shop: TestShop;
let merchant: Awaited<ReturnType<typeof merchantOf>>;
let earner: Person;
let stranger: Person;
let star: Person;

beforeAll(async () => {
  shop = await openTestShop({
    name: "transfers",
    extraEnvironment: {
      WECHAT_PAY_PROFIT_SHARING: "on",
      WECHAT_PAY_METRICS_TOKEN: METRICS_TOKEN,
      DISTRIBUTION_PAYOUT_LIMITS: JSON.stringify(LIMITS),
    },
  });
  await stockUp(shop);
  merchant = await merchantOf(shop);
  earner = await newPerson(shop, "林小满");
  stranger = await newPerson(shop, "周冒名");
  star = await newPerson(shop, "赵大卖");
  await sellThrough([
    [earner, PAID_FEN],
    [stranger, PAID_FEN],
    [star, LARGE_FEN],
  ]);
  await tellIdentity(earner, await nameAtWechat(earner), 1);
  await tellIdentity(stranger, "欧阳改名", 2);
  await tellIdentity(star, await nameAtWechat(star), 3);
}, 300_000);

afterAll(() => shop?.close());

/** Somebody buys enough through each of them, receives the goods, and the commission has matured. */
async function sellThrough(sellers: [seller: Person, fen: bigint][]): Promise<void> {
  for (const [index, [seller, fen]] of sellers.entries()) {
    await seller.join();
    const buyer = await newPerson(shop, `买家${index}`);
    await buyer.bind(await seller.shareToken());
    const { products } = (await buyer.ask("GET", "/store/mall/products?limit=1")).body;
    const { product } = (await buyer.ask("GET", `/store/mall/products/${products[0].id}`)).body;
    // A tenth is commission; two dozen pieces at least, so that several tests have something to take out.
    const enough = Number((fen * 11n) / BigInt(products[0].price_fen)) + 24;
    const order = await buyer.buy([{ variant_id: product.variants[0].id, quantity: enough }]);
    await ship(merchant, order.id);
    await eventually(
      async () => (await buyer.ask("GET", `/store/mall/orders/${order.id}`)).body.order.state,
      (state) => state === "shipped",
    );
    await buyer.ask("POST", `/store/mall/orders/${order.id}/receipt`);
  }
  await eventually(
    async () =>
      (await shop.pool.query("select from distribution.accrual where matures_at is not null")).rowCount,
    (count) => count === sellers.length,
  );
  await shop.pool.query("update distribution.accrual set matures_at = now() where matures_at is not null");
  await shop.runJob("distribution-mature-accruals");
  for (const [seller, fen] of sellers) {
    await eventually(
      async () => await balances(seller),
      ({ available }) => available >= fen,
    );
  }
}

const control = <Body>(method: string, path: string, body?: unknown): Promise<Body> =>
  must<Body>(`${shop.wechatOrigin}/__control${path}`, { method, ...(body === undefined ? {} : { body }) });

async function nameAtWechat({ openid }: Person): Promise<string> {
  const { people } = await control<{ people: { openid: string; real_name: string }[] }>("GET", "/people");
  return people.find((person) => person.openid === openid)?.real_name ?? "";
}

async function tellIdentity(person: Person, real_name: string, sequence: number): Promise<void> {
  const first = `11010119900307${String(sequence).padStart(3, "0")}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first[index]), 0);
  const id_number = `${first}${"10X98765432"[sum % 11]}`;
  const told = { real_name, id_number, consent: true, notice_version: "2026-03" };
  expect((await person.ask("POST", "/store/distribution/me/identity", told)).status).toBe(201);
}

async function balances(person: Person): Promise<{ available: bigint; hold: bigint }> {
  const { body } = await person.ask("GET", "/store/distribution/me");
  return { available: BigInt(body.balances.available_fen), hold: BigInt(body.balances.hold_fen) };
}

let requests = 0;

/** Asks for ¥10.00, or more, without having it approved. @returns the payout's id and its number at WeChat */
async function requested(person: Person, fen = PAID_FEN): Promise<{ id: string; number: string }> {
  const idempotency_key = `transfer-${String(++requests).padStart(6, "0")}`;
  const asked = await person.ask("POST", PAYOUTS, { amount_fen: String(fen), idempotency_key });
  expect(asked).toMatchObject({ status: 201, body: { payout: { payee_hint: "微信零钱" } } });
  const { id, outward_number: number } = asked.body.payout;
  return { id, number };
}

const approve = (id: string) => merchant("POST", `/admin/distribution/payouts/${id}/approve`, {});

/** As {@link requested}, approved. */
async function approved(person: Person, fen = PAID_FEN): Promise<{ id: string; number: string }> {
  const asked = await requested(person, fen);
  expect((await approve(asked.id)).status).toBe(200);
  return asked;
}

/** How many transfers the metrics name for a state or a problem. */
async function counted(of: string): Promise<number> {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const text = await (await fetch(`${shop.origin}/metrics/wechat-pay`, { headers })).text();
  const line = text.split("\n").find((one) => one.startsWith(of)) ?? "";
  return Number(line.slice(of.length));
}

const look = async (person: Person, id: string) => (await person.ask("GET", `${PAYOUTS}/${id}`)).body.payout;

/** The state the ledger has, without asking the provider on the way. */
const booked = async (id: string): Promise<string> =>
  (await shop.pool.query("select state from distribution.payout where id = $1", [id])).rows[0].state;

const untilBooked = (id: string, state: string) =>
  eventually(
    () => booked(id),
    (seen) => seen === state,
  );

/** What left and came back to the merchant's account at WeChat under a number, in fen. */
async function movedAtWechat(number: string): Promise<number[]> {
  const { flows } = await control<{ flows: { voucher_no: string; amount: number; direction: string }[] }>(
    "GET",
    "/funds",
  );
  return flows
    .filter(({ voucher_no }) => voucher_no === number)
    .map(({ amount, direction }) => (direction === "支出" ? -amount : amount));
}

const confirm = (number: string, receiver = earner) =>
  control("POST", `/transfers/${number}/confirm`, { openid: receiver.openid });

it("from what is available to SUCCESS: the receiver confirms, the notification ends it, said thrice it ends once", async () => {
  const before = await balances(earner);
  const { id, number } = await approved(earner);
  const waiting = await look(earner, id);
  expect(waiting).toMatchObject({
    state: "transferring",
    transfer: {
      state: "waiting_for_user",
      confirmation: { kind: "wechat_merchant_transfer", package: expect.stringMatching(/.{100}/) },
    },
  });
  expect(await stranger.ask("GET", `${PAYOUTS}/${id}`)).toMatchObject({ status: 404 });
  expect(await stranger.ask("POST", `${PAYOUTS}/${id}/cancel`)).toMatchObject({ status: 404 });
  expect(await balances(earner)).toEqual({ available: before.available - PAID_FEN, hold: PAID_FEN });

  await confirm(number);
  await untilBooked(id, "confirmed");
  const { notifications } = await control<{ notifications: { id: string }[] }>(
    "GET",
    `/notifications?out_trade_no=${number}`,
  );
  await control("POST", `/notifications/${notifications[0]?.id}/resend`, { times: 3, parallel: true });
  expect(await balances(earner)).toEqual({ available: before.available - PAID_FEN, hold: 0n });
  expect(await movedAtWechat(number)).toEqual([-Number(PAID_FEN)]);
  const { rows } = await shop.pool.query(
    `select (select count(*) from distribution.transfer where source = $1 and kind = 11)::int as paid,
       (select count(*) from wechat_notification where out_trade_no = $2)::int as notices,
       (select resource::text from wechat_notification where out_trade_no = $2) as kept`,
    [id, number],
  );
  expect(rows[0]).toMatchObject({ paid: 1, notices: 1 });
  expect(rows[0].kept).not.toContain(earner.openid);

  const { transfers } = (await merchant("GET", "/admin/wechat-pay/transfers?limit=1")).body;
  expect(transfers[0]).toMatchObject({ out_bill_no: number, standing: "paid", may_cancel: false });
  const { events } = (await merchant("GET", `/admin/wechat-pay/transfers/${transfers[0].id}`)).body;
  const told = events.map(({ kind, detail }: { kind: string; detail: string }) => `${kind} ${detail}`);
  expect(told[0]).toBe("state WAIT_USER_CONFIRM");
  expect(told.at(-1)).toBe("state SUCCESS");
  expect(await merchant("POST", `/admin/wechat-pay/transfers/${transfers[0].id}/cancel`, {})).toMatchObject({
    status: 409,
    body: { code: "transfer_not_cancellable" },
  });
});

it("is one debit when the answer to the request was lost", async () => {
  const before = await balances(earner);
  const lost = {
    on: "response",
    kind: "timeout_after",
    method: "POST",
    path: "transfer-bills",
    delay_ms: 100,
  };
  await control("POST", "/faults", lost);
  const { id, number } = await approved(earner);
  await shop.runJob("distribution-follow-transfers");
  expect(await look(earner, id)).toMatchObject({ transfer: { state: "waiting_for_user" } });
  await confirm(number);
  await untilBooked(id, "confirmed");
  expect(await movedAtWechat(number)).toEqual([-Number(PAID_FEN)]);
  expect(await balances(earner)).toEqual({ available: before.available - PAID_FEN, hold: 0n });
});

it("that nobody confirms within the day expires, and the money is available again", async () => {
  const before = await balances(earner);
  const { id, number } = await approved(earner);
  await control("POST", `/transfers/${number}/expire`, {});
  await untilBooked(id, "expired");
  expect(await look(earner, id)).toMatchObject({ reason: "超过 24 小时未确认收款，已自动退回" });
  expect(await balances(earner)).toEqual({ available: before.available, hold: 0n });
  expect(await movedAtWechat(number)).toEqual([-Number(PAID_FEN), Number(PAID_FEN)]);
});

it("that fails after the confirmation says why, and the money is available again", async () => {
  const before = await balances(earner);
  await control("POST", "/faults", { on: "transfer", kind: "fail", fail_reason: "ACCOUNT_FROZEN" });
  const { id, number } = await approved(earner);
  await confirm(number);
  await untilBooked(id, "failed");
  expect(await look(earner, id)).toMatchObject({ reason: "收款人的微信账户已冻结" });
  expect(await balances(earner)).toEqual({ available: before.available, hold: 0n });
});

it("without enough on the merchant's account the money stays held and the merchant is told; the receiver takes it back", async () => {
  const before = await balances(earner);
  await control("POST", "/funds", { account: "OPERATION", balance: 0 });
  const { id, number } = await approved(earner);
  expect(await look(earner, id)).toMatchObject({ state: "transferring", transfer: { state: "waiting" } });
  expect(await balances(earner)).toEqual({ available: before.available - PAID_FEN, hold: PAID_FEN });
  const told = (await merchant("GET", `/admin/distribution/payouts/${id}/transfer`)).body.transfer;
  expect(told.problem).toContain("余额不足");
  const { transfers } = (await merchant("GET", "/admin/wechat-pay/transfers?problem=true")).body;
  expect(transfers).toMatchObject([{ out_bill_no: number, problem: "NOT_ENOUGH", may_cancel: true }]);
  expect(await counted('wechat_pay_transfer_problems{state="NOT_ENOUGH"} ')).toBe(1);
  expect(await counted('wechat_pay_transfers{state="SUCCESS"} ')).toBe(2);

  await control("POST", "/funds", { account: "OPERATION", balance: 1_000_000 });
  await shop.runJob("distribution-follow-transfers");
  expect(await look(earner, id)).toMatchObject({ transfer: { state: "waiting_for_user" } });
  expect((await earner.ask("POST", `${PAYOUTS}/${id}/cancel`)).status).toBe(200);
  await untilBooked(id, "failed");
  expect(await look(earner, id)).toMatchObject({ reason: "转账已撤回" });
  expect(await balances(earner)).toEqual({ available: before.available, hold: 0n });
  expect(
    (await call(`${shop.wechatOrigin}/__control/transfers/${number}/confirm`, { method: "POST", body: {} }))
      .status,
  ).toBe(409);
});

it("to somebody of another name is refused, ends at once, and names nobody", async () => {
  const before = await balances(stranger);
  const { id, number } = await approved(stranger);
  expect(await look(stranger, id)).toMatchObject({
    state: "failed",
    reason: expect.stringContaining("实名"),
  });
  expect(await balances(stranger)).toEqual(before);
  expect(await movedAtWechat(number)).toEqual([]);
  const { rows } = await shop.pool.query("select * from wechat_transfer");
  expect(JSON.stringify(rows)).not.toContain("欧阳改名");
});

it("is taken back by the merchant too, and the ledger hears of it", async () => {
  const before = await balances(earner);
  const { id, number } = await approved(earner);
  const { transfers } = (await merchant("GET", "/admin/wechat-pay/transfers?state=WAIT_USER_CONFIRM")).body;
  expect(transfers).toMatchObject([{ out_bill_no: number }]);
  expect((await merchant("POST", `/admin/wechat-pay/transfers/${transfers[0].id}/cancel`, {})).status).toBe(
    200,
  );
  await untilBooked(id, "failed");
  expect(await balances(earner)).toEqual({ available: before.available, hold: 0n });
});

interface Transfer {
  out_bill_no: string;
  openid: string;
  transfer_amount: number;
  user_name?: string;
}
const transferAtWechat = async (number: string): Promise<Transfer | undefined> =>
  (await control<{ transfers: Transfer[] }>("GET", "/transfers")).transfers.find(
    ({ out_bill_no }) => out_bill_no === number,
  );

it("of ¥2,000 and more carries the name; above WeChat's own limit it waits for it under its number", async () => {
  const before = await balances(star);
  await control("POST", "/funds", { account: "OPERATION", balance: 1_000_000 });
  const { id, number } = await approved(star, LARGE_FEN);
  expect(await look(star, id)).toMatchObject({ state: "transferring", transfer: { state: "waiting" } });
  expect(await transferAtWechat(number)).toBeUndefined();
  const told = (await merchant("GET", `/admin/distribution/payouts/${id}/transfer`)).body.transfer;
  expect(told.problem).toContain("额度");

  await control("POST", "/settings", { transfer_single_max: 500_000, transfer_user_day_max: 500_000 });
  await shop.runJob("distribution-follow-transfers");
  const net = 256_000;
  expect(await transferAtWechat(number)).toMatchObject({
    ...{ openid: star.openid, transfer_amount: net, user_name: await nameAtWechat(star) },
  });
  await confirm(number, star);
  await untilBooked(id, "confirmed");
  expect(await movedAtWechat(number)).toEqual([-net]);
  expect(await balances(star)).toEqual({ available: before.available - LARGE_FEN, hold: 0n });
});

it("is one debit when the server is killed between its request and WeChat's answer", async () => {
  const before = await balances(earner);
  const { id, number } = await requested(earner);
  const slow = {
    on: "response",
    kind: "timeout_after",
    method: "POST",
    out_trade_no: number,
    delay_ms: 60_000,
  };
  await control("POST", "/faults", slow);
  const broken = approve(id).then(
    () => "answered",
    () => "cut off",
  );
  await eventually(
    () => transferAtWechat(number),
    (transfer) => transfer !== undefined,
  );
  await shop.killServer();
  expect(await broken).toBe("cut off");
  await shop.startServer();
  const { rows } = await shop.pool.query(
    "select submitted_at, unsure_at, state from wechat_transfer where out_bill_no = $1",
    [number],
  );
  expect(rows[0]).toMatchObject({ submitted_at: expect.any(Date), unsure_at: expect.any(Date) });
  await eventually(
    () => look(earner, id),
    ({ transfer }) => transfer?.state === "waiting_for_user",
  );
  await confirm(number);
  await untilBooked(id, "confirmed");
  expect(await movedAtWechat(number)).toEqual([-Number(PAID_FEN)]);
  expect(await balances(earner)).toEqual({ available: before.available - PAID_FEN, hold: 0n });
});

it("walks by cursor, refuses what is none, and is the merchant's alone; a forged notification is not believed", async () => {
  const first = (await merchant("GET", "/admin/wechat-pay/transfers?limit=4")).body;
  const rest = (await merchant("GET", `/admin/wechat-pay/transfers?limit=100&cursor=${first.next_cursor}`))
    .body;
  const numbers = [...first.transfers, ...rest.transfers].map(({ id }: { id: string }) => id);
  const { rows } = await shop.pool.query("select id from wechat_transfer order by created_at desc, id desc");
  expect(numbers).toEqual(rows.map(({ id }) => id));
  expect(rest.next_cursor).toBeUndefined();
  expect(await merchant("GET", "/admin/wechat-pay/transfers?cursor=bm9uZQ")).toMatchObject({
    status: 400,
    body: { code: "query_invalid", field: "cursor" },
  });
  expect((await merchant("GET", "/admin/wechat-pay/transfers/wxtr_none")).status).toBe(404);
  expect((await earner.ask("GET", "/admin/wechat-pay/transfers")).status).toBe(401);
  expect((await call(`${shop.origin}/hooks/wechat-pay/transfers`, { method: "POST", body: {} })).status).toBe(
    401,
  );
  const drift = await shop.pool.query("select id from distribution.payout_mismatch");
  expect(drift.rows).toEqual([]);
});

describe("shares of a payment", () => {
  const SHARING = "/admin/wechat-pay/profit-sharing";
  const COMPANY = { mch_id: "1900000109", name: "杭州供货有限公司", relation: "SUPPLIER" };
  const part = (amount_fen: string) => ({ mch_id: COMPANY.mch_id, amount_fen, description: "供货款" });
  let payment_id: string;

  const outcomeOf = async (id: string): Promise<string> => {
    await shop.runJob("wechat-pay-follow-shares");
    const { rows } = await shop.pool.query("select outcome from wechat_share where id = $1", [id]);
    return rows[0].outcome;
  };
  const share = (parts: object[]) =>
    merchant("POST", `${SHARING}/shares`, { kind: "share", payment_id, parts });

  beforeAll(async () => {
    const { rows } = await shop.pool.query("select id from payment where captured_at is not null limit 1");
    payment_id = rows[0].id;
  });

  it("are for companies that were added, within what WeChat lets share, of payments that arrived", async () => {
    expect(await share([part("100")])).toMatchObject({ status: 409, body: { code: "receiver_unknown" } });
    expect((await merchant("POST", `${SHARING}/receivers`, COMPANY)).status).toBe(201);
    const { receivers } = (await merchant("GET", `${SHARING}/receivers`)).body;
    expect(receivers).toEqual([COMPANY]);
    expect(await share([part("99999999")])).toMatchObject({ status: 409, body: { code: "above_limit" } });
    expect(await share([part("0.5")])).toMatchObject({ status: 400, body: { field: "parts.0.amount_fen" } });
    const person = { mch_id: earner.openid, amount_fen: "100", description: "佣金" };
    expect((await share([person])).status).toBe(400);
    const nothing = { kind: "unfreeze", payment_id: "pay_none" };
    expect((await merchant("POST", `${SHARING}/shares`, nothing)).status).toBe(404);
  });

  it("arrive once, come back in part, and what is left is freed", async () => {
    await control("POST", "/faults", {
      on: "response",
      kind: "timeout_after",
      method: "POST",
      path: "/profitsharing/orders",
      delay_ms: 100,
    });
    const asked = await share([part("1000")]);
    expect(asked.status).toBe(201);
    const { id } = asked.body.share;
    await eventually(
      () => outcomeOf(id),
      (outcome) => outcome === "succeeded",
    );
    const back = await merchant("POST", `${SHARING}/shares/${id}/returns`, part("400"));
    expect(back.status).toBe(201);
    await eventually(
      () => outcomeOf(back.body.share.id),
      (outcome) => outcome === "succeeded",
    );
    expect(await merchant("POST", `${SHARING}/shares/${id}/returns`, part("601"))).toMatchObject({
      status: 409,
      body: { code: "above_part" },
    });
    const freed = await merchant("POST", `${SHARING}/shares`, { kind: "unfreeze", payment_id });
    await eventually(
      () => outcomeOf(freed.body.share.id),
      (outcome) => outcome === "succeeded",
    );
    const { shares } = (await merchant("GET", `${SHARING}/shares?limit=2`)).body;
    expect(shares.map(({ kind }: { kind: string }) => kind)).toEqual(["unfreeze", "return"]);
    expect(
      (await shop.pool.query("select count(*)::int as n from wechat_share where kind = 'share'")).rows[0].n,
    ).toBe(1);
    const told = await control<{ shares: unknown[] }>("GET", "/shares");
    expect(JSON.stringify(told)).toContain(COMPANY.mch_id);
  });
});

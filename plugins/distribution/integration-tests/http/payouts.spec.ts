import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../../../scripts/local/test-shop.mjs";
import { ADMIN_RULES } from "../../src/api/admin-rules";
import { type Announced, listenToEvents } from "../announced";
import { eventually, merchantOf, newClerk, newPerson, type Person, ship } from "../people";

const DEVICE = "device-0123456789abcdef";

let shop: TestShop;
let merchant: Awaited<ReturnType<typeof merchantOf>>;
let announced: Announced;
let clerk: Awaited<ReturnType<typeof merchantOf>>;
let inviter: Person;
let buyer: Person;

const ID_NUMBER = "110101199003070011";
const payee = { bank_name: "招商银行", account_number: "6222021234567890" };
const request = (amount_fen: string, idempotency_key: string) => ({ amount_fen, payee, idempotency_key });

beforeAll(async () => {
  shop = await openTestShop({
    name: "payouts",
    redis: true,
    extraEnvironment: {
      DISTRIBUTION_PAYOUT_PROVIDER: "manual",
      DISTRIBUTION_IDENTITY_KEY: randomBytes(32).toString("base64"),
      SHOP_ADMIN_PERMISSIONS: JSON.stringify({ "merchant@tengman.local": ["*"] }),
    },
  });
  announced = await listenToEvents(shop.redisUrl ?? "");
  merchant = await merchantOf(shop);
  clerk = await newClerk(shop, merchant, "clerk@tengman.local");
  [inviter, buyer] = [await newPerson(shop, "小蔓"), await newPerson(shop, "买家")];
  await inviter.join();
  await buyer.bind(await inviter.shareToken(), { "x-device-id": DEVICE });
  const { products } = (await buyer.ask("GET", "/store/mall/products?limit=1")).body;
  const { product } = (await buyer.ask("GET", `/store/mall/products/${products[0].id}`)).body;
  const order = await buyer.buy([{ variant_id: product.variants[0].id, quantity: 12 }]);
  await ship(merchant, order.id);
  await eventually(
    async () => (await buyer.ask("GET", `/store/mall/orders/${order.id}`)).body.order.state,
    (state) => state === "shipped",
  );
  await buyer.ask("POST", `/store/mall/orders/${order.id}/receipt`);
  const { order_line_id } = await eventually(
    async () =>
      (await shop.pool.query("select order_line_id from distribution.accrual where matures_at is not null"))
        .rows[0],
    (row) => row !== undefined,
  );
  await shop.pool.query("update distribution.accrual set matures_at = now() where order_line_id = $1", [
    order_line_id,
  ]);
  await shop.runJob("distribution-mature-accruals");
  await eventually(
    async () => (await inviter.ask("GET", "/store/distribution/me")).body.balances.available_fen,
    (fen) => fen !== "0",
    90_000,
  );
}, 300_000);

afterAll(async () => {
  announced?.close();
  await shop?.close();
});

/** A right number of nobody's. */
function idNumber(): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const first = ID_NUMBER.slice(0, 17);
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first[index]), 0);
  return `${first}${"10X98765432"[sum % 11]}`;
}

it("is asked for with an identity, reviewed by the merchant, and paid from their bank", async () => {
  const path = "/store/distribution/me/payouts";
  expect(await inviter.ask("POST", path, request("1000", "key-00000001"))).toMatchObject({
    status: 409,
    body: { code: "identity_missing" },
  });
  const identity = { real_name: "王小藤", id_number: idNumber(), consent: true, notice_version: "2026-03" };
  expect(
    await inviter.ask("POST", "/store/distribution/me/identity", { ...identity, consent: false }),
  ).toMatchObject({ status: 400, body: { code: "invalid_request", field: "consent" } });
  expect(await inviter.ask("POST", "/store/distribution/me/identity", identity)).toMatchObject({
    status: 201,
    body: { identity: { real_name: "王**" } },
  });
  expect(await inviter.ask("POST", path, request("0.5", "key-00000001"))).toMatchObject({ status: 400 });
  const asked = await inviter.ask("POST", path, request("1000", "key-00000001"));
  expect(asked).toMatchObject({ status: 201, body: { payout: { state: "requested", amount_fen: "1000" } } });
  expect((await inviter.ask("POST", path, request("1000", "key-00000001"))).status).toBe(200);
  expect((await inviter.ask("GET", "/store/distribution/me")).body.balances.hold_fen).toBe("1000");

  const { id } = asked.body.payout;
  const listed = (await merchant("GET", "/admin/distribution/payouts?state=requested")).body.payouts;
  expect(listed).toMatchObject([{ id, payee_hint: "招商银行 ****7890" }]);
  expect(JSON.stringify(listed)).not.toContain(payee.account_number);
  const seen = (await merchant("GET", `/admin/distribution/payouts/${id}`)).body.payout;
  expect(seen).toMatchObject({ real_name: "王小藤", payee });
  const approved = await merchant("POST", `/admin/distribution/payouts/${id}/approve`, {});
  expect(approved).toMatchObject({
    status: 200,
    body: { payout: { state: "transferring", net_fen: "1000" } },
  });
  const again = await merchant("POST", `/admin/distribution/payouts/${id}/approve`, {});
  expect(again).toMatchObject({ status: 409, body: { code: "payout_state_changed" } });
  const marked = { outcome: "confirmed", note: "银行流水 42" };
  expect(await merchant("POST", `/admin/distribution/payouts/${id}/confirm`, marked)).toMatchObject({
    body: { payout: { state: "confirmed", reference: "银行流水 42" } },
  });
  const own = (await inviter.ask("GET", path)).body;
  expect(own).toMatchObject({ payouts: [{ id, state: "confirmed" }], terms: { per_transfer_fen: "20000" } });
  expect((await inviter.ask("GET", "/store/distribution/me")).body.balances.hold_fen).toBe("0");
});

it("is nobody else's: a buyer is no distributor, a distributor no merchant, and an unknown one is not found", async () => {
  expect(await buyer.ask("GET", "/store/distribution/me/payouts")).toMatchObject({
    status: 403,
    body: { code: "not_a_distributor" },
  });
  expect((await inviter.ask("GET", "/admin/distribution/payouts")).status).toBe(401);
  expect(
    await merchant("POST", "/admin/distribution/payouts/pout_none/reject", { reason: "无" }),
  ).toMatchObject({
    status: 404,
    body: { code: "payout_not_found" },
  });
});

describe("permissions", () => {
  const audited = async () =>
    (await shop.pool.query("select count(*)::int as rows from distribution.audit")).rows[0].rows;

  it("a user without the permission gets 403 with its name, and the audit trail stays untouched", async () => {
    const before = await audited();
    const closed = ADMIN_RULES.filter(({ permission }) => permission !== "read");
    expect(closed.length).toBeGreaterThan(5);
    for (const { method, path, permission } of closed) {
      const answer = await clerk(
        method as "GET" | "POST",
        path.replaceAll(/:\w+/g, "some_id"),
        method === "GET" ? undefined : {},
      );
      expect({ path, ...answer }).toMatchObject({
        path,
        status: 403,
        body: { code: "permission_missing", field: permission },
      });
    }
    expect(await audited()).toBe(before);
  });

  it("everybody who may log in to the admin reads what is masked", async () => {
    expect((await clerk("GET", "/admin/distribution/payouts")).status).toBe(200);
    expect((await clerk("GET", "/admin/distribution/distributors")).status).toBe(200);
  });
});

describe("risk", () => {
  const path = "/store/distribution/me/appeals";

  it("a hold is seen, appealed and cleared over HTTP, and stops payouts meanwhile", async () => {
    expect((await inviter.ask("GET", path)).body).toEqual({ review: null });
    const own = (await inviter.ask("GET", "/store/distribution/me")).body.distributor;
    const by = { distributor_id: own.id, reason: "同址多单" };
    const held = await merchant("POST", "/admin/distribution/risk", by);
    expect(held).toMatchObject({ status: 201, body: { case: { state: "open", verdict: "hold" } } });
    const { id } = held.body.case;
    expect(
      await inviter.ask("POST", "/store/distribution/me/payouts", request("1000", "key-00000002")),
    ).toMatchObject({ status: 409, body: { code: "risk_held" } });
    expect((await inviter.ask("GET", path)).body.review).toMatchObject({ is_held: true, appeals: [] });
    expect((await inviter.ask("POST", path, { appeal: "我和家人同住" })).status).toBe(201);
    expect(await inviter.ask("POST", path, { appeal: "请尽快处理" })).toMatchObject({
      status: 409,
      body: { code: "appeal_waiting" },
    });
    const queue = (await merchant("GET", "/admin/distribution/risk?state=open")).body.cases;
    expect(queue).toMatchObject([{ id, appeal: "我和家人同住", display_name: "小蔓" }]);
    const decision = { decision: "cleared", reason: "已核实为家人" };
    expect(await clerk("POST", `/admin/distribution/risk/${id}/decide`, decision)).toMatchObject({
      status: 403,
    });
    expect(await merchant("POST", `/admin/distribution/risk/${id}/decide`, decision)).toMatchObject({
      body: { case: { state: "cleared" } },
    });
    expect((await merchant("GET", `/admin/distribution/risk/${id}`)).body.case.appeals).toMatchObject([
      { answer: "已核实为家人" },
    ]);
    expect((await inviter.ask("GET", path)).body).toEqual({ review: null });
    expect(await merchant("POST", "/admin/distribution/risk/risk_none/decide", decision)).toMatchObject({
      status: 404,
      body: { code: "risk_case_not_found" },
    });
    expect((await buyer.ask("POST", path, { appeal: "我不是分销商" })).body.code).toBe("not_a_distributor");
  });

  it("remembers device, address, person and payee of those concerned", async () => {
    const { rows } = await shop.pool.query(
      "select kind, count(*)::int as seen from distribution.risk_trace group by 1",
    );
    const kinds = Object.fromEntries(rows.map(({ kind, seen }) => [kind, seen]));
    expect(kinds).toMatchObject({ device: 1, address: 2, person: 2, payee_named: 1 });
  });
});

describe("events", () => {
  const path = "/store/distribution/me/payouts";

  /** A requested payout, decided. */
  async function decided(key: string, ...decisions: { act: string; [field: string]: string }[]) {
    const asked = await inviter.ask("POST", path, request("1000", key));
    for (const { act, ...said } of decisions) {
      await merchant("POST", `/admin/distribution/payouts/${asked.body.payout.id}/${act}`, said);
    }
    return asked.body.payout.id;
  }

  it("are all announced on a running shop, each with its payload", async () => {
    const { rows } = await shop.pool.query("select order_id from distribution.frozen_order limit 1");
    const wanted = "fields=*payment_collections,*payment_collections.payments";
    const { order } = (await merchant("GET", `/admin/orders/${rows[0].order_id}?${wanted}`)).body;
    const payment = order.payment_collections[0].payments[0];
    expect((await merchant("POST", `/admin/payments/${payment.id}/refund`, { amount: 1 })).status).toBe(200);
    const rejected = await decided("key-00000011", { act: "reject", reason: "信息有误" });
    const failed = await decided(
      "key-00000012",
      { act: "approve" },
      { act: "confirm", outcome: "failed", note: "账号不存在" },
    );
    const own = (await inviter.ask("GET", "/store/distribution/me")).body.distributor;
    const payout = (payout_id: string) => ({ payout_id, distributor_id: own.id, amount_fen: "1000" });
    const anything = expect.any(String);
    const expected = {
      distributor_activated: { distributor_id: own.id, customer_id: anything },
      binding_created: { binding_id: anything, customer_id: anything, distributor_id: own.id },
      commission_accrued: { source: anything, order_line_id: anything, tier: 1, amount_fen: anything },
      matured: { run: anything, distributor_id: own.id, amount_fen: anything },
      clawed_back: { source: anything, order_line_id: anything, tier: 1, amount_fen: anything },
      payout_requested: payout(rejected),
      payout_rejected: payout(rejected),
      payout_approved: payout(failed),
      payout_failed: payout(failed),
      payout_confirmed: { payout_id: anything, distributor_id: own.id, amount_fen: "1000" },
      risk_case_opened: { case_id: anything, distributor_id: own.id, state: "open", verdict: "hold" },
      risk_case_appealed: { case_id: anything, distributor_id: own.id, state: "open", verdict: "hold" },
      risk_case_decided: { case_id: anything, distributor_id: own.id, state: "cleared", verdict: "hold" },
    };
    for (const [name, data] of Object.entries(expected)) {
      const heard = await eventually(
        async () => announced.payloads(`distribution.${name}`),
        (payloads) => payloads.length > 0,
        30_000,
      );
      expect({ name, heard }).toMatchObject({ name, heard: expect.arrayContaining([data]) });
    }
  });
});

describe("batches", () => {
  const path = "/admin/distribution/payouts/batches";

  it("decide about many payouts at once, say of each what became of it, and change nothing when sent again", async () => {
    const asked = await inviter.ask(
      "POST",
      "/store/distribution/me/payouts",
      request("1000", "key-00000003"),
    );
    expect(asked.status).toBe(201);
    const { id } = asked.body.payout;
    const approve = { act: "approve", payout_ids: ["pout_none", id] };
    expect(await merchant("POST", path, approve)).toMatchObject({
      status: 200,
      body: {
        done: 1,
        refused: 1,
        results: [
          {
            payout_id: "pout_none",
            result: "refused",
            code: "payout_not_found",
            message: "没有找到该提现记录",
          },
          { payout_id: id, result: "done", payout: { state: "transferring" } },
        ],
      },
    });
    expect((await merchant("POST", path, approve)).body.results[1]).toMatchObject({ result: "unchanged" });

    const file = await merchant("GET", path);
    expect(file.status).toBe(200);
    expect(file.body).toContain(`${id},王小藤,招商银行,\t6222021234567890,10.00,`);
    const trail = await merchant("GET", "/admin/distribution/audit?action=payees_exported");
    expect(trail.body.entries).toMatchObject([{ after: { payout_ids: [id] } }]);

    const confirm = { act: "confirm", payout_ids: [id], outcome: "confirmed", note: "批量转账 7" };
    expect((await merchant("POST", path, confirm)).body.results).toMatchObject([{ result: "done" }]);
    expect((await merchant("POST", path, confirm)).body.results).toMatchObject([{ result: "unchanged" }]);
    expect(await merchant("GET", path)).toMatchObject({ status: 404, body: { code: "nothing_to_export" } });
    const late = { act: "reject", payout_ids: [id], reason: "太晚" };
    expect((await merchant("POST", path, late)).body.results).toMatchObject([
      { result: "refused", code: "payout_state_changed" },
    ]);
  });

  it("name each payout once, and a hundred at most", async () => {
    const ids = Array.from({ length: 101 }, (_, index) => `pout_${index}`);
    for (const payout_ids of [[], ["pout_1", "pout_1"], ids]) {
      expect(await merchant("POST", path, { act: "approve", payout_ids })).toMatchObject({
        status: 400,
        body: { code: "invalid_request", field: "payout_ids" },
      });
    }
  });
});

it("the audit trail is read by cursor and filter: who, what, before, after", async () => {
  const decided = await merchant("GET", "/admin/distribution/audit?action=payout_transferring");
  const change = { before: { state: "requested" }, after: { state: "transferring", withheld_fen: "0" } };
  expect(decided.body.entries).toMatchObject([change, change, change]);
  const { subject_id, actor_id } = decided.body.entries.at(-1);
  const path = `/admin/distribution/audit?subject_id=${subject_id}&limit=1`;
  const actions: string[] = [];
  let cursor = "";
  do {
    const { body } = await merchant("GET", `${path}${cursor}`);
    actions.push(...body.entries.map(({ action }: { action: string }) => action));
    cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : "";
  } while (cursor);
  expect(actions).toEqual(["payout_confirmed", "payout_transferring", "payee_seen", "payout_requested"]);
  const none = await merchant(
    "GET",
    `/admin/distribution/audit?actor_id=${actor_id}&until=2020-01-01T00:00:00Z`,
  );
  expect(none.body.entries).toEqual([]);
  const wrong = await merchant("GET", "/admin/distribution/audit?cursor=nonsense");
  expect(wrong).toMatchObject({ status: 400, body: { code: "cursor_invalid" } });
});

describe("a wrong identity", () => {
  const own = "/store/distribution/me/identity";
  const wishes = "/admin/distribution/identity-corrections";
  const right = () => ({
    cause: "mistyped",
    real_name: "王大藤",
    id_number: idNumber(),
    consent: true,
    notice_version: "2026-03",
  });

  it("is corrected on the merchant's word, once somebody was paid under it", async () => {
    expect(await inviter.ask("POST", `${own}/corrections`, { ...right(), cause: "别的" })).toMatchObject({
      status: 400,
      body: { code: "invalid_request", field: "cause" },
    });
    expect((await buyer.ask("POST", `${own}/corrections`, right())).status).toBe(403);
    expect(await inviter.ask("POST", `${own}/corrections`, right())).toMatchObject({
      status: 201,
      body: { correction: { state: "open", cause: "mistyped" } },
    });
    expect(await inviter.ask("POST", `${own}/corrections`, right())).toMatchObject({
      status: 409,
      body: { code: "correction_open" },
    });
    const listed = await merchant("GET", `${wishes}?state=open`);
    const [{ id, told, asked }] = listed.body.corrections;
    expect([told.real_name, asked.real_name]).toEqual(["王**", "王**"]);
    expect(JSON.stringify(listed.body)).not.toContain(idNumber());
    const seen = (await merchant("GET", `${wishes}/${id}`)).body.correction;
    expect(seen).toMatchObject({ told: { real_name: "王小藤" }, asked: { real_name: "王大藤" } });
    expect(await merchant("POST", `${wishes}/${id}/approve`, {})).toMatchObject({ status: 400 });
    const reason = { reason: "已核对身份证原件" };
    expect(await merchant("POST", `${wishes}/${id}/approve`, reason)).toMatchObject({
      status: 200,
      body: { correction: { id, state: "approved" } },
    });
    expect(await merchant("POST", `${wishes}/${id}/refuse`, reason)).toMatchObject({
      status: 409,
      body: { code: "correction_decided" },
    });
    expect(await merchant("POST", `${wishes}/icor_none/approve`, reason)).toMatchObject({ status: 404 });
    expect((await inviter.ask("GET", own)).body).toMatchObject({
      identity: { real_name: "王**" },
      correction: { state: "approved", decision_reason: "已核对身份证原件" },
    });
  });
});

it("a distributor reads a copy of what is kept about them, and nobody else does", async () => {
  const copy = await inviter.ask("GET", "/store/distribution/me/data");
  expect(copy.headers.get("cache-control")).toBe("no-store");
  const { distributor, identity, payouts, decisions, appeals } = copy.body.data;
  expect(distributor).toMatchObject({ display_name: "小蔓" });
  expect(identity).toEqual({ real_name: "王**", id_number: expect.stringMatching(/^110\*{11}\w{4}$/) });
  const listed = (await inviter.ask("GET", "/store/distribution/me/payouts?limit=100")).body.payouts;
  expect(payouts.map(({ id }: { id: string }) => id)).toEqual(listed.map(({ id }: { id: string }) => id));
  const actions = decisions.map(({ action }: { action: string }) => action);
  expect(actions).toEqual(
    expect.arrayContaining(["identity_told", "identity_corrected", "payout_requested"]),
  );
  expect(Array.isArray(appeals)).toBe(true);
  expect(JSON.stringify(copy.body)).not.toMatch(/王大藤|王小藤|6222021234567890/);
  expect((await buyer.ask("GET", "/store/distribution/me/data")).status).toBe(403);
});

it("statements are listed by month with their sums, and each is its owner's alone", async () => {
  const { statements } = (await inviter.ask("GET", "/store/distribution/me/statements?limit=5")).body;
  expect(statements).toHaveLength(1);
  const [{ month, entries }] = statements;
  expect(entries).toBeGreaterThan(0);
  const one = await inviter.ask("GET", `/store/distribution/me/statements/${month}?format=json`);
  expect(one.status).toBe(200);
  expect((await inviter.ask("GET", "/store/distribution/me/statements?limit=0")).status).toBe(400);
  expect((await inviter.ask("GET", "/store/distribution/me/statements/2026-13")).status).toBe(400);
  expect((await buyer.ask("GET", "/store/distribution/me/statements")).status).toBe(403);
  expect((await buyer.ask("GET", `/store/distribution/me/statements/${month}`)).status).toBe(403);
});

describe("npm run verify-ledger", () => {
  const verify = (databaseUrl: string) =>
    new Promise<{ code: number; said: string; complained: string }>((resolve) => {
      const env = { ...process.env, DATABASE_URL: databaseUrl };
      execFile("node", ["scripts/verify-ledger.mjs"], { env }, (error, said, complained) =>
        resolve({ code: typeof error?.code === "number" ? error.code : 0, said, complained }),
      );
    });

  /** Raises somebody's balance as only the tables' owner can, with every trigger asleep. */
  async function raise(fen: number): Promise<void> {
    const client = await shop.pool.connect();
    try {
      await client.query("set session_replication_role = replica");
      await client.query(
        "update distribution.balance set balance_fen = balance_fen + $1 where account & 7 = 3",
        [fen],
      );
      await client.query("set session_replication_role = origin");
    } finally {
      client.release();
    }
  }

  it("ends with 0 on an honest ledger, with 2 and the first difference's name on another, with 1 on none", async () => {
    const honest = await verify(shop.databaseUrl);
    expect(honest).toMatchObject({ code: 0 });
    expect(JSON.parse(honest.said)).toMatchObject({ difference: null });
    await raise(1);
    const tampered = await verify(shop.databaseUrl);
    await raise(-1);
    expect(tampered.code).toBe(2);
    expect(JSON.parse(tampered.said).difference).toMatchObject({
      check: "balances_are_their_transfers",
      field: "balance_fen",
    });
    const nowhere = await verify(`${shop.databaseUrl}_gone`);
    expect(nowhere.code).toBe(1);
    expect(nowhere.complained).toContain("does not exist");
  });
});

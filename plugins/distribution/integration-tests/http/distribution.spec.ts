import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../../../scripts/local/test-shop.mjs";
import { type Answer, eventually, merchantOf, newPerson, type Person, ship } from "../people";
import { changedOrders } from "./changed-orders";

let shop: TestShop;
let merchant: Awaited<ReturnType<typeof merchantOf>>;
let top: Person;
let inviter: Person;
let buyer: Person;
let variants: { id: string; product_id: string; price_fen: number }[];

beforeAll(async () => {
  shop = await openTestShop({
    name: "distribution",
    extraEnvironment: { DISTRIBUTION_PAYOUT_PROVIDER: "", DISTRIBUTION_IDENTITY_KEY: "" },
  });
  merchant = await merchantOf(shop);
  [top, inviter, buyer] = [
    await newPerson(shop, "阿藤"),
    await newPerson(shop, "小蔓"),
    await newPerson(shop, "买家"),
  ];
  const { products } = (await buyer.ask("GET", "/store/mall/products?limit=3")).body;
  variants = [];
  for (const { id } of products) {
    const { product } = (await buyer.ask("GET", `/store/mall/products/${id}`)).body;
    const [variant] = product.variants;
    variants.push({ id: variant.id, product_id: id, price_fen: Number(variant.price_fen) });
  }
});

afterAll(() => shop?.close());

const one = (index: number, quantity = 1) => ({ variant_id: variants[index]?.id ?? "", quantity });

/** An order's commissions once there are as many clawbacks as wanted and everything has accrued. */
function commissionsOf(order_id: string, wanted: (rows: Answer["body"][]) => boolean) {
  const look = async () =>
    (await merchant("GET", `/admin/distribution/orders/${order_id}`)).body.order
      .commissions as Answer["body"][];
  return eventually(look, wanted);
}

const accrued = (rows: Answer["body"][]) =>
  rows.length > 0 && rows.every(({ state }) => state !== "not_accrued");

async function refund(order_id: string, amount: number, refund_reason_id?: string) {
  const { order } = (
    await merchant(
      "GET",
      `/admin/orders/${order_id}?fields=*payment_collections,*payment_collections.payments`,
    )
  ).body;
  const payment = order.payment_collections[0].payments[0];
  return merchant("POST", `/admin/payments/${payment.id}/refund`, { amount, refund_reason_id });
}

describe("joining and binding", () => {
  it("shows the program to anybody", async () => {
    const { status, body } = await buyer.ask("GET", "/store/distribution/program");
    expect(status).toBe(200);
    expect(body.program.tiers).toEqual([
      { tier: 1, rate_bps: 1_000 },
      { tier: 2, rate_bps: 300 },
    ]);
  });

  it("is free, needs the current agreement, and happens once", async () => {
    const outdated = await top.ask("POST", "/store/distribution/me", { agreement_version: "never" });
    expect(outdated).toMatchObject({ status: 409, body: { code: "agreement_outdated" } });
    expect((await top.join()).status).toBe(201);
    expect((await top.join()).status).toBe(200);
    expect((await inviter.join()).status).toBe(201);
    const { body } = await top.ask("GET", "/store/distribution/me");
    expect(body).toMatchObject({
      distributor: { status: "active", display_name: "阿藤" },
      can_join: false,
      inviter: null,
      balances: { pending_fen: "0", available_fen: "0", hold_fen: "0", debt_fen: "0", earned_fen: "0" },
    });
  });

  it("lets only distributors share, and only what is on sale", async () => {
    const refused = await buyer.ask("POST", "/store/distribution/share-tokens", { target: { type: "shop" } });
    expect(refused).toMatchObject({ status: 403, body: { code: "not_a_distributor" } });
    const unknown = await top.ask("POST", "/store/distribution/share-tokens", {
      target: { type: "product", id: "prod_none" },
    });
    expect(unknown).toMatchObject({ status: 404, body: { code: "product_unknown", field: "target.id" } });
    const bad = await top.ask("POST", "/store/distribution/share-tokens", { target: { type: "moon" } });
    expect(bad).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  });

  it("binds only by consent, and the first binding locks", async () => {
    const token = await top.shareToken();
    const preview = `/store/distribution/bindings/preview?share_token=${token}`;
    expect((await inviter.ask("GET", preview)).body).toEqual({
      inviter: { display_name: "阿藤" },
      outcome: "can_bind",
    });
    expect((await inviter.ask("GET", "/store/distribution/me")).body.inviter).toBeNull();
    expect((await inviter.bind(token)).status).toBe(201);
    expect((await inviter.bind(token)).status).toBe(200);
    expect((await buyer.bind(await inviter.shareToken())).status).toBe(201);
    expect(await buyer.bind(token)).toMatchObject({ status: 409, body: { code: "already_bound" } });
    expect(await top.bind(token)).toMatchObject({ status: 409, body: { code: "self_referral" } });
    expect(await top.bind(await inviter.shareToken())).toMatchObject({ body: { code: "referral_loop" } });
    const unknown = await buyer.ask(
      "GET",
      "/store/distribution/bindings/preview?share_token=AAAAAAAAAAAAAAAA",
    );
    expect(unknown).toMatchObject({ status: 404, body: { code: "share_token_unknown" } });
  });

  it("forgets a revoked token, and only its owner may revoke it", async () => {
    const { body } = await top.ask("POST", "/store/distribution/share-tokens", {
      target: { type: "product", id: variants[0]?.product_id },
    });
    const path = `/store/distribution/share-tokens/${body.share_token.token}`;
    expect(body.share_token.query).toBe(`st=${body.share_token.token}`);
    expect((await inviter.ask("DELETE", path)).status).toBe(404);
    expect((await top.ask("DELETE", path)).status).toBe(204);
    const stranger = await newPerson(shop, "路人");
    expect((await stranger.bind(body.share_token.token)).status).toBe(404);
  });

  it("stops whoever tries one link after another, and nobody else behind their address", async () => {
    const [scanner, neighbour] = [await newPerson(shop, "试探者"), await newPerson(shop, "邻居")];
    const guess = (by: Person) => by.bind(randomBytes(12).toString("base64url"));
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries++) statuses.push((await guess(scanner)).status);
    expect(statuses).toEqual([...Array<number>(9).fill(404), 429, 429, 429]);
    const right = await top.shareToken();
    const stopped = await scanner.bind(right);
    expect(stopped).toMatchObject({ status: 429, body: { code: "too_many_attempts" } });
    expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(0);
    const preview = await scanner.ask("GET", `/store/distribution/bindings/preview?share_token=${right}`);
    expect(preview.status).toBe(429);
    expect((await guess(neighbour)).status).toBe(404);
    expect((await neighbour.bind(right)).status).toBe(201);
  });

  it("lets nobody in without a token of their own", async () => {
    const { rows } = await shop.pool.query("select token from api_key where type = 'publishable' limit 1");
    const answer = await fetch(`${shop.origin}/store/distribution/me`, {
      headers: { "x-publishable-api-key": rows[0].token },
    });
    expect(answer.status).toBe(401);
  });
});

describe("an order", () => {
  it("accrues per line and tier on the net goods paid, and says so to everybody it concerns", async () => {
    const order = await buyer.buy([one(0, 2), one(1)], ["VINE10"]);
    const rows = await commissionsOf(order.id, accrued);
    const bases = order.items.map(({ total_fen }: { total_fen: string }) => Number(total_fen));
    expect(
      rows.map(({ tier, base_fen, amount_fen }) => [tier, Number(base_fen), Number(amount_fen)]),
    ).toEqual(
      bases.flatMap((base: number) => [
        [1, base, Math.floor(base / 10)],
        [2, base, Math.floor((base * 3) / 100)],
      ]),
    );
    const { body } = await inviter.ask("GET", "/store/distribution/me/orders");
    expect(body.orders[0]).toMatchObject({
      order_display_id: order.display_id,
      tier: 1,
      inviter_name: "小蔓",
      invitee_name: "买**",
      order_amount_fen: String(bases.reduce((sum: number, base: number) => sum + base, 0)),
      rate_bps: 1_000,
      clawed_fen: "0",
      state: "pending",
    });
    const mine = (await inviter.ask("GET", "/store/distribution/me")).body.balances;
    expect(mine.pending_fen).toBe(body.orders[0].amount_fen);
    const [listed] = await eventually(
      async () => (await merchant("GET", "/admin/distribution/distributors?q=小蔓")).body.distributors,
      ([first]) => first.orders > 0,
      30_000,
    );
    expect(listed).toMatchObject({ display_name: "小蔓", orders: 1, inviter: { display_name: "阿藤" } });
  });

  it("claws back a partial refund from both tiers, nothing for freight, and everything in the end", async () => {
    const order = await buyer.buy([one(0, 3)]);
    await commissionsOf(order.id, accrued);
    const base = Number(order.items[0].total_fen);
    const { refund_reasons } = (await merchant("GET", "/admin/refund-reasons")).body;
    const freight = refund_reasons.find(({ code }: { code: string }) => code === "freight");
    if (Number(order.freight_fen) > 0) {
      expect((await refund(order.id, Number(order.freight_fen) / 100, freight.id)).status).toBe(200);
    }
    expect((await refund(order.id, 1.23)).status).toBe(200);
    const clawed = await commissionsOf(order.id, (rows) =>
      rows.every(({ clawed_fen }) => clawed_fen !== "0"),
    );
    expect(clawed.map(({ clawed_fen }) => Number(clawed_fen))).toEqual([
      Math.floor((Math.floor(base / 10) * 123) / base),
      Math.floor((Math.floor((base * 3) / 100) * 123) / base),
    ]);
    expect((await refund(order.id, (base - 123) / 100)).status).toBe(200);
    await commissionsOf(order.id, (rows) => rows.every(({ state }) => state === "clawed_back"));
  });

  it("of somebody without an inviter accrues nothing and is frozen all the same", async () => {
    const stranger = await newPerson(shop, "散客");
    const order = await stranger.buy([one(1)]);
    const { body } = await merchant("GET", `/admin/distribution/orders/${order.id}`);
    expect(body.order).toMatchObject({ outcome: "no_inviter", inviter: null, commissions: [] });
  });
});

describe("receipt", () => {
  it("tells when the commission is there, and at that time the job makes it available", async () => {
    const order = await buyer.buy([one(0)]);
    await commissionsOf(order.id, accrued);
    await ship(merchant, order.id);
    await eventually(
      async () => (await buyer.ask("GET", `/store/mall/orders/${order.id}`)).body.order.state,
      (state) => state === "shipped",
    );
    const received = await buyer.ask("POST", `/store/mall/orders/${order.id}/receipt`);
    expect(received.status).toBe(200);
    const mine = async () =>
      (await inviter.ask("GET", "/store/distribution/me/orders?limit=1")).body.orders[0];
    const waiting = await eventually(mine, ({ expected_on }) => expected_on !== undefined);
    const days = 86_400_000;
    const shanghai = (moment: number) => new Date(moment + 8 * 3_600_000).toISOString().slice(0, 10);
    expect(waiting).toMatchObject({ order_display_id: order.display_id, state: "pending" });
    const receivedAt = Date.parse(received.body.order.received_at);
    expect(waiting.expected_on).toBe(shanghai(receivedAt + (8 + 7) * days));
    // The seven days and the seven days held pass.
    await shop.pool.query("update distribution.accrual set matures_at = now() where order_id = $1", [
      order.id,
    ]);
    await shop.runJob("distribution-mature-accruals");
    const matured = await mine();
    expect(matured.state).toBe("available");
    const { balances } = (await inviter.ask("GET", "/store/distribution/me")).body;
    expect(balances.available_fen).toBe(matured.amount_fen);
  });
});

const setting = () => ({ merchant, inviter, buyer, variants: byPrice() });
const byPrice = () => [...variants].sort((left, right) => left.price_fen - right.price_fen);
changedOrders(setting);

describe("payouts", () => {
  it("are closed while nothing says how they are paid, and say so", async () => {
    const own = await inviter.ask("GET", "/store/distribution/me/payouts");
    expect(own).toMatchObject({ status: 200, body: { payouts: [], terms: null } });
    const asked = await inviter.ask("POST", "/store/distribution/me/payouts", {
      amount_fen: "1000",
      payee: { bank_name: "招商银行", account_number: "6222021234567890" },
      idempotency_key: "key-00000001",
    });
    expect(asked).toMatchObject({ status: 403, body: { code: "payouts_closed", message: "暂未开放提现" } });
    expect((await merchant("GET", "/admin/distribution/payouts")).body).toEqual({ payouts: [] });
  });
});

describe("lists", () => {
  it("tell a distributor what sharing earns, and a customer nothing", async () => {
    const ids = variants.map(({ product_id }) => product_id).join(",");
    const { body } = await inviter.ask("GET", `/store/distribution/me/goods?product_ids=${ids}`);
    const { goods } = body;
    expect(goods).toHaveLength(variants.length);
    for (const { commission_fen_min, commission_fen_max } of goods) {
      expect(Number(commission_fen_min)).toBeGreaterThan(0);
      expect(Number(commission_fen_max)).toBeGreaterThanOrEqual(Number(commission_fen_min));
    }
    const refused = await buyer.ask("GET", `/store/distribution/me/goods?product_ids=${ids}`);
    expect(refused).toMatchObject({ status: 403, body: { code: "not_a_distributor" } });
  });

  it("show the team level by level, masked, and the month's ranking by earnings", async () => {
    const { body } = await inviter.ask("GET", "/store/distribution/me/team?level=1&limit=5");
    expect(body.levels[0]).toEqual({ level: 1, members: body.members.length });
    const member = body.members.find(({ name }: { name: string }) => name === "买**");
    expect(Object.keys(member)).toEqual([
      "name",
      "joined_at",
      "is_distributor",
      "orders",
      "contribution_fen",
    ]);
    expect(member.orders).toBeGreaterThan(0);
    const above = (await top.ask("GET", "/store/distribution/me/team?level=2")).body;
    expect(above.levels).toEqual([
      { level: 1, members: above.levels[0].members },
      { level: 2, members: above.members.length },
    ]);
    expect((await top.ask("GET", "/store/distribution/me/team?level=3")).status).toBe(400);
    expect((await buyer.ask("GET", "/store/distribution/me/team")).status).toBe(403);
    const ranked = (await inviter.ask("GET", "/store/distribution/me/ranking")).body;
    expect(ranked.ranking[0]).toMatchObject({ rank: 1, name: expect.stringMatching(/^.\*\*$/) });
    expect(ranked.ranking.find(({ is_me }: { is_me: boolean }) => is_me)).toMatchObject({
      rank: ranked.me.rank,
      earned_fen: ranked.me.earned_fen,
    });
    const { days } = (await inviter.ask("GET", "/store/distribution/me/daily?days=7")).body;
    expect(days).toHaveLength(7);
    const sum = days.reduce(
      (total: bigint, one: { earned_fen: string }) => total + BigInt(one.earned_fen),
      0n,
    );
    // A week that reaches into last month may have more than the month's ranking.
    expect(sum >= 0n && BigInt(ranked.me.earned_fen) > 0n).toBe(true);
    expect(days.at(-1).orders).toBeGreaterThan(0);
    expect((await inviter.ask("GET", "/store/distribution/me/daily?days=91")).status).toBe(400);
    expect((await buyer.ask("GET", "/store/distribution/me/daily")).status).toBe(403);
  });

  it("walk by cursor without gaps or repeats", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const at: string = cursor ? `&cursor=${cursor}` : "";
      const { body } = await merchant("GET", `/admin/distribution/accruals?limit=2${at}`);
      seen.push(...body.accruals.map((row: Answer["body"]) => `${row.order_line_id}/${row.tier}`));
      cursor = body.next_cursor;
    } while (cursor);
    const { rows } = await shop.pool.query("select count(*)::int as count from distribution.accrual");
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(rows[0].count);
    const first = await inviter.ask("GET", "/store/distribution/me/orders?limit=1");
    const cursor_text = Buffer.from(first.body.next_cursor, "base64url").toString();
    expect(cursor_text, "a buyer's order id opens their address").not.toMatch(/order_/);
    const second = await inviter.ask(
      "GET",
      `/store/distribution/me/orders?limit=1&cursor=${first.body.next_cursor}`,
    );
    expect(second.body.orders[0]).not.toEqual(first.body.orders[0]);
    const wrong = await inviter.ask("GET", "/store/distribution/me/orders?cursor=nonsense");
    expect(wrong).toMatchObject({ status: 400, body: { code: "cursor_invalid" } });
  });

  it("show plans, refuse a third tier, and publish nothing twice", async () => {
    const { plans } = (await merchant("GET", "/admin/distribution/plans")).body;
    const { id, version, published_at, ...draft } = plans[0];
    const { effective_from: _begun, ...unscheduled } = draft;
    const again = await merchant("POST", "/admin/distribution/plans", draft);
    expect(again.body.plan).toEqual({ ...draft, id, version, published_at });
    const tiers = [...draft.tiers, { tier: 3, rate_bps: 100 }];
    const refused = await merchant("POST", "/admin/distribution/plans", { ...unscheduled, tiers });
    expect(refused).toMatchObject({ status: 422, body: { code: "tier_not_allowed", field: "plan.tiers" } });
  });

  it("try a draft on past orders, and change nothing", async () => {
    const { plans } = (await merchant("GET", "/admin/distribution/plans")).body;
    const {
      id: _id,
      version: _version,
      published_at: _published,
      effective_from: _from,
      ...draft
    } = plans[0];
    const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();
    const window = { since: days(-1), until: days(1) };
    const tried = await merchant("POST", "/admin/distribution/plans/simulate", { plan: draft, ...window });
    const { simulation } = tried.body;
    expect(simulation).toMatchObject({ complete: true, distributors: { gaining: 0, losing: 0 } });
    expect(simulation.orders).toBeGreaterThan(0);
    expect(simulation.commission.draft_fen).toBe(simulation.commission.frozen_fen);
    const [worst] = simulation.worst;
    expect(Number(worst.list_fen)).toBe(Number(worst.discount_fen) + Number(worst.kept_fen) + paidOf(worst));
    const bad = await merchant("POST", "/admin/distribution/plans/simulate", { plan: draft });
    expect(bad).toMatchObject({ status: 400, body: { code: "invalid_request", field: "since" } });
    expect((await merchant("GET", "/admin/distribution/plans")).body.plans).toEqual(plans);
  });

  const paidOf = (stack: { tiers: { amount_fen: string }[] }) =>
    stack.tiers.reduce((sum, { amount_fen }) => sum + Number(amount_fen), 0);

  it("belong to the merchant alone", async () => {
    const answer = await inviter.ask("GET", "/admin/distribution/distributors");
    expect(answer.status).toBe(401);
  });
});

describe("own purchases", () => {
  it("earn once the owner has acknowledged it and published it, and the program says so", async () => {
    const { plans } = (await merchant("GET", "/admin/distribution/plans")).body;
    const { id: _id, version: _version, published_at: _published, effective_from: _from, ...rest } = plans[0];
    const plan = { ...rest, binding: { ...rest.binding, self_purchase: "distributor_rate" } };
    const refused = await merchant("POST", "/admin/distribution/plans", plan);
    const field = "plan.binding.self_purchase";
    expect(refused).toMatchObject({ status: 422, body: { code: "self_purchase_not_acknowledged", field } });
    const word = { topic: "self_purchase", statement: "本店知悉：自购返佣是明示入账的价格优惠。" };
    await merchant("POST", "/admin/distribution/acknowledgements", word);
    expect((await merchant("POST", "/admin/distribution/plans", plan)).status).toBe(201);
    const { program } = (await buyer.ask("GET", "/store/distribution/program")).body;
    expect(program.self_purchase).toBe("distributor_rate");
    const { id } = await inviter.buy([one(0)]);
    const rows = await commissionsOf(id, accrued);
    expect(rows.map(({ tier, is_own, distributor }) => [tier, is_own, distributor.display_name])).toEqual([
      [1, true, "小蔓"],
      [2, false, "阿藤"],
    ]);
    const [latest] = (await inviter.ask("GET", "/store/distribution/me/orders?limit=1")).body.orders;
    expect(latest).toMatchObject({ tier: 1, is_own: true, inviter_name: null });
  });
});

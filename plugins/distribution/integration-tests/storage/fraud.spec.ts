import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DistributorRow } from "../../src/modules/distribution/referral/people.entity";
import type { CustomerSignal } from "../../src/modules/distribution/risk/service";
import { openTestLedger, type TestLedger } from "../database";
import {
  balancesOf,
  bind,
  captureOf,
  chain,
  DAY_ONE,
  freshId,
  join,
  MATURED,
  matureAll,
  pendingOf,
  placeOrder,
  publishTwoTiers,
  receiptOf,
  refundOf,
} from "../shop-life";

const ID_NUMBER = "110101199003070011";
const identity_key = randomBytes(32).toString("base64");
const bank = (account_number: string) => ({ bank_name: "招商银行", account_number });

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await openTestLedger("cn-mainland", {
    payout_provider: "manual",
    identity_key,
    payout_limits: {
      per_transfer_fen: "3000000",
      per_person_day_fen: "5000000",
      per_shop_day_fen: "900000000",
    },
  });
  await publishTwoTiers(ledger.service);
}, 60_000);

afterAll(async () => {
  await ledger?.close();
});

const shows = (person: { customer_id: string }, ...shown: CustomerSignal[]) =>
  ledger.service.risk.recordSignals(person.customer_id, shown, DAY_ONE);
const assessed = (person: DistributorRow, now = MATURED) => ledger.service.risk.assess([person.id], now);

async function pair() {
  const [inviter, buyer] = await chain(ledger.service, 2);
  if (!inviter || !buyer) throw new Error("the chain is short");
  return { inviter, buyer };
}

let births = 0;

/** Tells a new identity of nobody's. */
async function identify({ customer_id }: DistributorRow): Promise<void> {
  const first = `11010119900308${String(++births).padStart(3, "0")}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first[index]), 0);
  const id_number = `${first}${"10X98765432"[sum % 11]}`;
  const told = { customer_id, real_name: "王小藤", id_number, notice_version: "1", now: MATURED };
  expect(await ledger.service.identities.submit(told)).toMatchObject({ kind: "recorded" });
}

/** An inviter with money to take out. */
async function earner() {
  const { inviter, buyer } = await pair();
  const order = await placeOrder(ledger.service, buyer.customer_id, [50_000n]);
  await ledger.service.intake.ingest([captureOf(order)]);
  await ledger.service.intake.recordReceipts([receiptOf(order)]);
  await matureAll(ledger.service);
  await identify(inviter);
  return { inviter, buyer, order };
}

function ask({ customer_id }: DistributorRow, account_number: string, amount_fen = 1_000n) {
  const payee = bank(account_number);
  return ledger.service.payouts.request({
    customer_id,
    amount_fen,
    payee,
    request_key: freshId("key"),
    now: MATURED,
  });
}

describe("self-referral", () => {
  it.each<[string, CustomerSignal]>([
    ["the same login", { kind: "person", text: "unionid:oABC" }],
    ["the same bank account", { kind: "payee", text: "6222 0212 3456 0001" }],
  ])(
    "two accounts, %s: the order earns the other account nothing, and its money is held",
    async (_name, shown) => {
      const { inviter, buyer } = await pair();
      const text = `${shown.text}${inviter.account_no}`;
      await shows(inviter, { ...shown, text });
      await shows(buyer, { ...shown, text });
      const order = await placeOrder(ledger.service, buyer.customer_id, [50_000n]);
      await ledger.service.intake.ingest([captureOf(order)]);
      expect(await pendingOf(ledger.service, inviter)).toBe(0n);
      expect(await assessed(inviter)).toMatchObject([{ verdict: "hold", state: "open" }]);
    },
  );

  it.each<[string, CustomerSignal, string]>([
    ["telephone", { kind: "contact", text: "phone:138 0013 8000" }, "same_contact_invited"],
    ["bank account", { kind: "payee_named", text: "6222 0212 3456 0009" }, "payee_named_by_others"],
  ])(
    "a stranger who writes the distributor's %s: the order earns, a person looks, nothing is held",
    async (...given) => {
      const [, shown, signal] = given;
      const { inviter, buyer } = await earner();
      const text = `${shown.text}${inviter.account_no}`;
      await shows(inviter, { ...shown, text });
      await shows(buyer, { ...shown, text });
      const order = await placeOrder(ledger.service, buyer.customer_id, [50_000n]);
      await ledger.service.intake.ingest([captureOf(order)]);
      expect(await pendingOf(ledger.service, inviter)).toBe(5_000n);
      expect(await assessed(inviter)).toMatchObject([
        { verdict: "review", signals: [{ signal, measured: 1 }] },
      ]);
      expect(await ask(inviter, `622202123456${inviter.account_no}`)).toMatchObject({ kind: "requested" });
    },
  );

  it("two accounts, one payee: neither gets its money before somebody has looked", async () => {
    const [{ inviter: first }, { inviter: second }] = [await earner(), await earner()];
    for (const person of [first, second]) await shows(person, { kind: "payee", text: "6222021234560002" });
    expect(await assessed(second)).toMatchObject([
      { verdict: "hold", signals: [{ signal: "payee_shared", measured: 1 }] },
    ]);
    await ledger.service.risk.assess(
      await ledger.service.risk.sharingDistributors(second.customer_id),
      MATURED,
    );
    expect(await ask(first, "6222021234560002")).toMatchObject({ code: "risk_held" });
    expect(await ask(second, "6222021234560002")).toMatchObject({ code: "risk_held" });
  });

  it("two accounts, one ID number: the second is refused", async () => {
    const [{ inviter: first }, { inviter: second }] = [await pair(), await pair()];
    const told = { real_name: "王小藤", id_number: ID_NUMBER, notice_version: "1", now: MATURED };
    const tell = ({ customer_id }: DistributorRow) =>
      ledger.service.identities.submit({ customer_id, ...told });
    expect(await tell(first)).toMatchObject({ kind: "recorded" });
    expect(await tell(second)).toMatchObject({ code: "identity_taken" });
  });

  it("same address: review, not held, and the order earns as before", async () => {
    const { inviter, buyer } = await earner();
    await shows(inviter, { kind: "address", text: "浙江省杭州市西湖区文三路 1 号" });
    await shows(buyer, { kind: "address", text: "浙江省 杭州市 西湖区 文三路１号" });
    expect(await assessed(inviter)).toMatchObject([
      { verdict: "review", signals: [{ signal: "invited_at_own_address" }] },
    ]);
    const asked = await ask(inviter, "6222021234560003");
    expect(asked).toMatchObject({ kind: "requested" });
    if (asked.kind === "refused") throw new Error(asked.code);
    const decision = { payout_id: asked.payout.id, actor_id: "user_owner", now: MATURED };
    expect(await ledger.service.payouts.approve(decision)).toMatchObject({ code: "risk_case_waits" });
  });

  it("same device: review", async () => {
    const { inviter, buyer } = await pair();
    const device = freshId("device");
    for (const person of [inviter, buyer]) await shows(person, { kind: "device", text: device });
    expect(await assessed(inviter)).toMatchObject([
      { verdict: "review", signals: [{ signal: "invited_on_own_device", measured: 1 }] },
    ]);
  });
});

describe("account farms", () => {
  it("20 accounts on one device → held, 19 are reviewed", async () => {
    const device = freshId("farm");
    const farm: DistributorRow[] = [];
    for (let index = 0; index < 20; index++) {
      const person = await join(ledger.service);
      await shows(person, { kind: "device", text: device });
      farm.push(person);
      if (index === 18) expect(await assessed(person)).toMatchObject([{ verdict: "review" }]);
    }
    const last = farm.at(-1) as DistributorRow;
    const sharers = await ledger.service.risk.sharingDistributors(last.customer_id);
    expect(new Set(sharers)).toEqual(new Set(farm.map(({ id }) => id)));
    const cases = await ledger.service.risk.assess(sharers, MATURED);
    expect(cases).toHaveLength(20);
    expect(cases.every(({ verdict }) => verdict === "hold")).toBe(true);
  });

  it("20 invited accounts on one device → the inviter is looked at, and not held for what others do", async () => {
    const inviter = await join(ledger.service);
    const device = freshId("farm");
    for (let index = 0; index < 20; index++) {
      const customer_id = freshId("cus");
      await bind(ledger.service, customer_id, inviter);
      await shows({ customer_id }, { kind: "device", text: device });
    }
    const [opened] = await assessed(inviter);
    expect(opened).toMatchObject({ verdict: "review" });
    expect(opened?.signals.map(({ signal }) => signal)).toContain("invited_on_one_device");
  });

  it("10 joins from one device within an hour → held", async () => {
    const device = freshId("burst");
    let last = await join(ledger.service);
    await shows(last, { kind: "device", text: device });
    for (let index = 1; index < 10; index++) {
      last = await join(ledger.service);
      await shows(last, { kind: "device", text: device });
    }
    const [opened] = await assessed(last, new Date(DAY_ONE.getTime() + 60_000));
    expect(opened?.signals.map(({ signal, verdict }) => [signal, verdict])).toContainEqual([
      "joins_on_device_per_hour",
      "hold",
    ]);
    expect(await assessed(last, new Date(DAY_ONE.getTime() + 3_700_000))).toEqual([]);
  });

  it("60 bindings within an hour → review", async () => {
    const inviter = await join(ledger.service);
    for (let index = 0; index < 60; index++) await bind(ledger.service, freshId("cus"), inviter);
    expect(await assessed(inviter, new Date(DAY_ONE.getTime() + 1_000))).toMatchObject([
      { verdict: "review", signals: [{ signal: "bindings_per_hour", measured: 60 }] },
    ]);
  });
});

describe("refund rate", () => {
  it("7 of 10 orders refunded whole → review, 9 orders are too few to say", async () => {
    const { inviter, buyer } = await pair();
    for (let index = 0; index < 10; index++) {
      const order = await placeOrder(ledger.service, buyer.customer_id, [10_000n]);
      await ledger.service.intake.ingest([captureOf(order)]);
      if (index < 7) await ledger.service.intake.ingest([refundOf(order, 10_000n)]);
      if (index === 8) expect(await assessed(inviter, DAY_ONE)).toEqual([]);
    }
    expect(await assessed(inviter, DAY_ONE)).toMatchObject([
      { verdict: "review", signals: [{ signal: "refund_rate_bps", measured: 7_000 }] },
    ]);
  });
});

describe("a hold", () => {
  const decide = (case_id: string, decision: "cleared" | "confirmed", reason = "已核实") =>
    ledger.service.risk.decide({ case_id, decision, actor_id: "user_owner", reason, now: MATURED });

  async function held() {
    const one = await earner();
    const opened = await ledger.service.risk.holdByHand({
      distributor_id: one.inviter.id,
      actor_id: "user_owner",
      reason: "顾客投诉",
      now: MATURED,
    });
    if (opened.kind === "refused") throw new Error(opened.code);
    return { ...one, case_id: opened.risk_case.id };
  }

  it("stops payouts and maturation, and clearing it lets both go on", async () => {
    const { inviter, buyer, case_id } = await held();
    const order = await placeOrder(ledger.service, buyer.customer_id, [20_000n]);
    await ledger.service.intake.ingest([captureOf(order)]);
    await ledger.service.intake.recordReceipts([receiptOf(order)]);
    await matureAll(ledger.service);
    expect(await balancesOf(ledger.service, inviter)).toMatchObject({
      pending_fen: 2_000n,
      available_fen: 5_000n,
    });
    expect(await ask(inviter, "6222021234560004")).toMatchObject({ code: "risk_held" });
    expect(await decide(case_id, "cleared")).toMatchObject({ risk_case: { state: "cleared" } });
    await matureAll(ledger.service);
    expect(await balancesOf(ledger.service, inviter)).toMatchObject({
      pending_fen: 0n,
      available_fen: 7_000n,
    });
    expect(await ask(inviter, "6222021234560004")).toMatchObject({ kind: "requested" });
  });

  it("is refused by the database as well: no payout is sent while a case of its owner waits", async () => {
    const { inviter } = await earner();
    const asked = await ask(inviter, "6222021234560005");
    if (asked.kind === "refused") throw new Error(asked.code);
    const by = { actor_id: "user_owner", reason: "核查", now: MATURED };
    await ledger.service.risk.holdByHand({ distributor_id: inviter.id, ...by });
    const sent = ledger.asService.query(
      `update distribution.payout set state = 'transferring', tax_policy = 'none', tax_month = '2026-03',
         withheld_fen = 0, reviewed_at = now(), reviewed_by = 'x' where id = $1`,
      [asked.payout.id],
    );
    await expect(sent).rejects.toMatchObject({ driverError: { constraint: "payout_held" } });
    await expect(ledger.asService.query("delete from distribution.risk_case")).rejects.toThrow();
    await expect(ledger.asService.query("truncate distribution.risk_appeal")).rejects.toThrow();
  });

  it("is appealed once at a time, and a confirmed case is cleared when the appeal is granted", async () => {
    const { inviter, case_id } = await held();
    const { customer_id } = inviter;
    const appeal = (text: string) => ledger.service.risk.appeal({ customer_id, appeal: text, now: MATURED });
    expect(await decide(case_id, "confirmed", "同一人多账号")).toMatchObject({ kind: "decided" });
    expect(await ask(inviter, "6222021234560006")).toMatchObject({ code: "risk_held" });
    expect(await appeal("是我和家人的手机")).toMatchObject({ kind: "appealed" });
    expect(await appeal("再说一次")).toMatchObject({ code: "appeal_waiting" });
    expect(await decide(case_id, "confirmed", "证据不足以解除")).toMatchObject({ kind: "decided" });
    expect(await appeal("补充了户口本")).toMatchObject({ kind: "appealed" });
    expect(await decide(case_id, "cleared", "已核实为家人")).toMatchObject({ kind: "decided" });
    expect(await decide(case_id, "confirmed")).toMatchObject({ code: "risk_case_decided" });
    expect(await appeal("谢谢")).toMatchObject({ code: "nothing_to_appeal" });
    const found = await ledger.service.risk.find(case_id);
    expect(found?.appeals.map(({ answer }) => answer)).toEqual(["已核实为家人", "证据不足以解除"]);
    const trail = await ledger.service.ledger.audit({
      actor_id: null,
      action: null,
      subject_id: case_id,
      since: null,
      until: null,
      before: null,
      limit: 20,
    });
    expect(trail.map(({ action }) => action).reverse()).toEqual([
      "risk_case_opened",
      "risk_case_confirmed",
      "risk_case_appealed",
      "risk_case_confirmed",
      "risk_case_appealed",
      "risk_case_cleared",
    ]);
  });

  it("what was cleared is not asked about again until it has doubled", async () => {
    const device = freshId("home");
    const people = [];
    for (let index = 0; index < 5; index++) people.push(await join(ledger.service));
    for (const person of people) await shows(person, { kind: "device", text: device });
    const [first] = people as [DistributorRow];
    const [opened] = await assessed(first);
    if (!opened) throw new Error("nothing was opened");
    await decide(opened.id, "cleared", "一家人");
    expect(await assessed(first)).toEqual([]);
    for (let index = 0; index < 5; index++)
      await shows(await join(ledger.service), { kind: "device", text: device });
    expect(await assessed(first)).toMatchObject([{ signals: [{ measured: 10 }] }]);
  });

  it("law: eight assessments at once open one case", async () => {
    const { inviter } = await pair();
    await shows(inviter, { kind: "payee", text: "6222021234560007" });
    await shows(await join(ledger.service), { kind: "payee", text: "6222021234560007" });
    const opened = await Promise.all(Array.from({ length: 8 }, () => assessed(inviter)));
    expect(opened.flat()).toHaveLength(1);
  });
});

it("what accounts showed is kept as keyed hashes only", async () => {
  const person = await join(ledger.service);
  await shows(
    person,
    { kind: "address", text: "秘密路 42 号" },
    { kind: "device", text: "device-secret-42" },
  );
  const rows = await ledger.asOwner.query<object[]>(
    "select * from distribution.risk_trace where customer_id = $1",
    [person.customer_id],
  );
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toMatch(/秘密路|device-secret/);
});

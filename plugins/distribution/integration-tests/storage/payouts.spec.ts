import { randomBytes } from "node:crypto";
import type { EntityManager } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBookedTransfers } from "../../src/modules/distribution/payout/booked-transfer-store";
import type { DistributorRow } from "../../src/modules/distribution/referral/people.entity";
import type { DistributionModuleService } from "../../src/modules/distribution/service";
import { openTestLedger, type TestLedger } from "../database";
import { freshIdNumber } from "../id-numbers";
import {
  balancesOf,
  captureOf,
  chain,
  freshId,
  MATURED,
  matureAll,
  placeOrder,
  publishTwoTiers,
  receiptOf,
  refundOf,
} from "../shop-life";

const identity_key = randomBytes(32).toString("base64");
const payee = { bank_name: "招商银行", account_number: "6222021234567890" };
const REAL_NAME = "王小藤";

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

async function drift() {
  const accounts = await ledger.asOwner.query<unknown[]>(`select * from distribution.drift`);
  const payouts = await ledger.asOwner.query<unknown[]>(`select * from distribution.payout_mismatch`);
  return [...accounts, ...payouts];
}

/** A distributor with an identity and `available_fen` matured; their order has ten times that as its base. */
async function earner(available_fen: bigint) {
  const { service } = ledger;
  const [inviter, buyer] = await chain(service, 2);
  if (!inviter || !buyer) throw new Error("the chain is short");
  const order = await placeOrder(service, buyer.customer_id, [available_fen * 10n]);
  await service.intake.ingest([captureOf(order)]);
  await service.intake.recordReceipts([receiptOf(order)]);
  await matureAll(service);
  const id_number = freshIdNumber();
  const told = await tell(inviter, id_number);
  expect(told).toMatchObject({ kind: "recorded" });
  return { inviter, buyer, order, id_number };
}

function tell({ customer_id }: DistributorRow, id_number: string, real_name = REAL_NAME) {
  return ledger.service.identities.submit({
    customer_id,
    real_name,
    id_number,
    notice_version: "2026-03",
    now: MATURED,
  });
}

function ask(
  { customer_id }: DistributorRow,
  amount_fen: bigint,
  request_key = freshId("key"),
  service = ledger.service,
) {
  return service.payouts.request({ customer_id, amount_fen, payee, request_key, now: MATURED });
}

/** A requested payout's id. */
async function requested(inviter: DistributorRow, amount_fen: bigint): Promise<string> {
  const result = await ask(inviter, amount_fen);
  if (result.kind === "refused") throw new Error(result.code);
  return result.payout.id;
}

const decision = (payout_id: string, now = MATURED) => ({ payout_id, actor_id: "user_owner", now });
const end = (
  payout_id: string,
  outcome: "confirmed" | "failed" | "expired",
  service: DistributionModuleService = ledger.service,
) => service.payouts.endTransfer({ ...decision(payout_id), outcome, note: "银行流水 1" });

describe("who is paid", () => {
  it("a payout without an identity is refused", async () => {
    const { inviter } = await earner(5_000n);
    const [other] = await chain(ledger.service, 1);
    if (!other) throw new Error("nobody joined");
    expect(await ask(other, 1_000n)).toMatchObject({ code: "identity_missing" });
    expect(await ask(inviter, 1_000n)).toMatchObject({ kind: "requested" });
  });

  it("freezing holds the money back, and closing leaves it to whom it belongs", async () => {
    const { inviter } = await earner(5_000n);
    const decide = (act: "freeze" | "unfreeze" | "close") =>
      ledger.service.referrals.distributors.changeStatus({
        distributor_id: inviter.id,
        act,
        actor_id: "user_owner",
        reason: "核查订单",
        now: MATURED,
      });
    await decide("freeze");
    expect(await ask(inviter, 1_000n)).toMatchObject({ code: "not_active" });
    expect((await balancesOf(ledger.service, inviter)).available_fen).toBe(5_000n);
    // What was asked for before waits as well, in a batch or alone, until the merchant has looked.
    await decide("unfreeze");
    const waiting = await requested(inviter, 1_000n);
    await decide("freeze");
    const approval = { ...decision(waiting), now: MATURED };
    expect(await ledger.service.payouts.approve(approval)).toMatchObject({ code: "distributor_frozen" });
    await decide("close");
    expect(await ledger.service.payouts.approve(approval)).toMatchObject({ kind: "approved" });
  });

  it("one ID number is one distributor, and told again it must be the same", async () => {
    const { inviter, id_number } = await earner(5_000n);
    const [other] = await chain(ledger.service, 1);
    if (!other) throw new Error("nobody joined");
    expect(await tell(other, id_number)).toMatchObject({ code: "identity_taken" });
    expect(await tell(inviter, id_number)).toMatchObject({
      kind: "recorded",
      identity: { real_name: "王**", id_number: expect.stringMatching(/^110\*{11}.{4}$/) },
    });
    expect(await tell(inviter, freshIdNumber())).toMatchObject({ code: "identity_settled" });
  });

  it("a dump of the database holds no name, no ID number and no account number", async () => {
    const { inviter, id_number } = await earner(5_000n);
    await requested(inviter, 1_000n);
    const tables = ["identity", "payout", "audit", "distributor", "transfer"];
    for (const table of tables) {
      const rows = await ledger.asOwner.query<{ text: string }[]>(
        `select t::text as text from distribution.${table} t`,
      );
      const dump = rows.map(({ text }) => text).join("\n");
      for (const secret of [REAL_NAME, id_number, payee.account_number]) {
        expect(dump).not.toContain(secret);
        expect(dump).not.toContain(Buffer.from(secret).toString("hex"));
      }
    }
  });

  it("payouts are closed, clearly, while no provider or key is configured", async () => {
    const closed = await openTestLedger("cn-mainland", { payout_provider: "manual" });
    try {
      expect(closed.service.payouts.terms).toBeNull();
      const request = { customer_id: "cus_1", amount_fen: 1n, payee, request_key: "k", now: MATURED };
      expect(await closed.service.payouts.request(request)).toMatchObject({ code: "payouts_closed" });
      expect(await closed.service.payouts.approve(decision("pout_1"))).toMatchObject({
        code: "payouts_closed",
      });
    } finally {
      await closed.close();
    }
  });
});

describe("a payout", () => {
  it("is named to whoever compares bills, by its number and by when it was sent", async () => {
    const { service } = ledger;
    const { inviter } = await earner(200_000n);
    const id = await requested(inviter, 100_000n);
    await service.payouts.approve(decision(id));
    const number = (await service.payouts.order(id))?.order.outward_number ?? "";
    const never = { sent_from: new Date(0), sent_until: new Date(0) };
    const booked = (wanted: { numbers: string[]; sent_from: Date; sent_until: Date }) =>
      readBookedTransfers(ledger.asService.manager, wanted, "nobody");
    const expected = { number, amount_fen: 96_000n, state: "under_way" };
    expect(await booked({ numbers: [number, "unknown"], ...never })).toMatchObject([expected]);
    expect(await end(id, "confirmed")).toMatchObject({ kind: "ended" });
    const all = await booked({ numbers: [], sent_from: new Date(0), sent_until: new Date("2100-01-01") });
    expect(all.find((one) => one.number === number)).toMatchObject({ ...expected, state: "paid" });
    // This ledger's merchant pays by hand: no machine's bill will ever list it.
    expect(await service.payouts.bookedTransfers({ numbers: [number], ...never })).toEqual([]);
  });

  it("is found for a day's bill by indexes, by number and by when it was sent", async () => {
    const plan: string[] = [];
    await ledger.asService.transaction(async (manager) => {
      // A small table is read whole, whatever indexes it has.
      await manager.query("set local enable_seqscan = off");
      const explaining = Object.assign(Object.create(manager) as EntityManager, {
        query: async (sql: string, values: unknown[]) => {
          const lines: { "QUERY PLAN": string }[] = await manager.query(`explain ${sql}`, values);
          plan.push(...lines.map((line) => line["QUERY PLAN"]));
          return [];
        },
      });
      const day = { sent_from: new Date("2026-03-01"), sent_until: new Date("2026-03-02") };
      await readBookedTransfers(explaining, { numbers: ["01ARZ3NDEKTSV4RRFFQ69G5FAV"], ...day }, "nobody");
    });
    expect(plan.join("\n")).toMatch(/payout_outward_number_key/);
    expect(plan.join("\n")).toMatch(/payout_reviewed/);
    expect(plan.join("\n")).not.toMatch(/Seq Scan/);
  });

  it("holds, is reviewed, withholds the month's tax, and pays once", async () => {
    const { service } = ledger;
    const { inviter } = await earner(200_000n);
    const id = await requested(inviter, 100_000n);
    expect(await balancesOf(service, inviter)).toMatchObject({ available_fen: 100_000n, hold_fen: 100_000n });
    expect(await service.payouts.approve(decision(id))).toMatchObject({
      kind: "approved",
      payout: { state: "transferring", withheld_fen: 4_000n, tax_month: "2026-03", tax_policy: "cn-labour" },
    });
    const order = await service.payouts.order(id);
    expect(order?.order).toMatchObject({ net_fen: 96_000n, real_name: REAL_NAME, payee });
    expect(order?.order.outward_number).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(await end(id, "confirmed")).toMatchObject({ kind: "ended" });
    expect(await end(id, "confirmed")).toMatchObject({ kind: "already_ended" });
    expect(await balancesOf(service, inviter)).toMatchObject({ available_fen: 100_000n, hold_fen: 0n });
    const moved = await ledger.asService.query(
      `select kind, cr, amount_fen from distribution.transfer where source = $1 order by kind`,
      [id],
    );
    expect(
      moved.map((row: { kind: number; cr: string; amount_fen: string }) => [row.kind, row.amount_fen]),
    ).toEqual([
      [7, "100000"],
      [10, "4000"],
      [11, "96000"],
    ]);
    expect(await drift()).toEqual([]);
  });

  it("two payouts of 70,000 in one month withhold 0, then 12,000, and a new month begins anew", async () => {
    const { service } = ledger;
    const { inviter } = await earner(300_000n);
    const withheld = [];
    for (const now of [MATURED, MATURED, new Date("2026-03-31T16:00:00Z")]) {
      const id = await requested(inviter, 70_000n);
      const result = await service.payouts.approve(decision(id, now));
      withheld.push(result.kind === "approved" ? result.payout.withheld_fen : result.kind);
      await end(id, "confirmed");
    }
    expect(withheld).toEqual([0n, 12_000n, 0n]);
  });

  it("a failed one does not count for the month, and its money comes back", async () => {
    const { service } = ledger;
    const { inviter } = await earner(200_000n);
    const id = await requested(inviter, 70_000n);
    await service.payouts.approve(decision(id));
    await end(id, "failed");
    expect(await balancesOf(service, inviter)).toMatchObject({ available_fen: 200_000n, hold_fen: 0n });
    const again = await requested(inviter, 70_000n);
    expect(await service.payouts.approve(decision(again))).toMatchObject({ payout: { withheld_fen: 0n } });
    expect(await drift()).toEqual([]);
  });

  it("rejected with a reason gives the money back, and every decision is in the audit trail", async () => {
    const { service } = ledger;
    const { inviter } = await earner(5_000n);
    const id = await requested(inviter, 5_000n);
    expect(await service.payouts.reject({ ...decision(id), reason: "账号有误" })).toMatchObject({
      kind: "rejected",
    });
    expect(await balancesOf(service, inviter)).toMatchObject({ available_fen: 5_000n, hold_fen: 0n });
    await service.payouts.revealPayee(decision(id));
    const trail = await ledger.asService.query(
      `select action, actor_id, before, after, reason from distribution.audit where subject_id = $1 order by seq`,
      [id],
    );
    expect(trail).toMatchObject([
      { action: "payout_requested", actor_id: inviter.customer_id },
      {
        action: "payout_rejected",
        actor_id: "user_owner",
        before: { state: "requested" },
        reason: "账号有误",
      },
      { action: "payee_seen", actor_id: "user_owner" },
    ]);
  });

  it("the same key is the same request, and one with another amount is refused", async () => {
    const { inviter } = await earner(5_000n);
    const key = freshId("key");
    const first = await ask(inviter, 1_000n, key);
    expect(await ask(inviter, 1_000n, key)).toMatchObject({
      kind: "already_requested",
      payout: { id: first.kind === "requested" ? first.payout.id : "" },
    });
    expect(await ask(inviter, 1_001n, key)).toMatchObject({ code: "request_key_reused" });
  });

  it("is refused below the plan's minimum, beyond the balance, and while another is under way", async () => {
    const { inviter } = await earner(5_000n);
    expect(await ask(inviter, 999n)).toMatchObject({ code: "below_minimum", field: "amount_fen" });
    expect(await ask(inviter, 5_001n)).toMatchObject({ code: "insufficient_balance" });
    await requested(inviter, 1_000n);
    expect(await ask(inviter, 1_000n)).toMatchObject({ code: "payout_under_way" });
  });
});

describe("debt", () => {
  it("a refund after the payout becomes debt, blocks payouts, and is repaid by the next maturation", async () => {
    const { service } = ledger;
    const { inviter, buyer, order } = await earner(5_000n);
    const id = await requested(inviter, 5_000n);
    await service.payouts.approve(decision(id));
    await end(id, "confirmed");
    await service.intake.ingest([refundOf(order, 20_000n)]);
    expect(await balancesOf(service, inviter)).toMatchObject({ available_fen: 0n, debt_fen: 2_000n });
    expect(await ask(inviter, 1_000n)).toMatchObject({ code: "debt_open" });
    const next = await placeOrder(service, buyer.customer_id, [30_000n]);
    await service.intake.ingest([captureOf(next)]);
    await service.intake.recordReceipts([receiptOf(next)]);
    await matureAll(service);
    expect(await balancesOf(service, inviter)).toMatchObject({
      pending_fen: 0n,
      available_fen: 1_000n,
      debt_fen: 0n,
    });
    expect(await drift()).toEqual([]);
  });

  it("a refund while the money is on hold becomes debt, which the released payout repays first", async () => {
    const { service } = ledger;
    const { inviter, order } = await earner(5_000n);
    const id = await requested(inviter, 5_000n);
    await service.intake.ingest([refundOf(order, 20_000n)]);
    expect(await balancesOf(service, inviter)).toMatchObject({
      available_fen: 0n,
      hold_fen: 5_000n,
      debt_fen: 2_000n,
    });
    await service.payouts.reject({ ...decision(id), reason: "退款" });
    expect(await balancesOf(service, inviter)).toMatchObject({
      available_fen: 3_000n,
      hold_fen: 0n,
      debt_fen: 0n,
    });
    expect(await drift()).toEqual([]);
  });
});

describe("regressions", () => {
  it("1: fifty payouts at once from one balance: one success, one deduction", async () => {
    const { service } = ledger;
    const { inviter } = await earner(5_000n);
    const clients = await Promise.all(Array.from({ length: 8 }, () => ledger.anotherService()));
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) => ask(inviter, 5_000n, freshId("key"), clients[index % 8])),
    );
    expect(results.filter(({ kind }) => kind === "requested")).toHaveLength(1);
    expect(await balancesOf(service, inviter)).toMatchObject({ available_fen: 0n, hold_fen: 5_000n });
    expect(await drift()).toEqual([]);
  });

  it("9: a retry of a transfer carries the number it had", async () => {
    const { service } = ledger;
    const { inviter } = await earner(5_000n);
    const id = await requested(inviter, 5_000n);
    await service.payouts.approve(decision(id));
    const numbers = [await service.payouts.order(id), await service.payouts.order(id)].map(
      (one) => one?.order.outward_number,
    );
    expect(numbers[0]).toBe(numbers[1]);
    await expect(
      ledger.asService.query(`update distribution.payout set outward_number = 'X' where id = $1`, [id]),
    ).rejects.toThrow(/permission denied/);
    await expect(
      ledger.asOwner.query(`update distribution.payout set outward_number = $2 where id = $1`, [
        id,
        "0".repeat(26),
      ]),
    ).rejects.toThrow(/cannot become/);
  });

  it("10: a failed transfer gives back what was held and loses nothing that came in meanwhile", async () => {
    const { service } = ledger;
    const { inviter, buyer } = await earner(5_000n);
    const id = await requested(inviter, 5_000n);
    await service.payouts.approve(decision(id));
    const orders = [];
    for (let index = 0; index < 6; index++)
      orders.push(await placeOrder(service, buyer.customer_id, [10_000n]));
    await service.intake.ingest(orders.map(captureOf));
    await service.intake.recordReceipts(orders.map((order) => receiptOf(order)));
    const others = await Promise.all([ledger.anotherService(), ledger.anotherService()]);
    await Promise.all([end(id, "failed"), ...others.map((one) => matureAll(one, MATURED, { limit: 1 }))]);
    await matureAll(service);
    expect(await balancesOf(service, inviter)).toMatchObject({
      available_fen: 11_000n,
      hold_fen: 0n,
      debt_fen: 0n,
    });
    expect(await drift()).toEqual([]);
  });

  it("16: of two decisions at once one wins and the other is told", async () => {
    const { service } = ledger;
    const { inviter } = await earner(5_000n);
    const id = await requested(inviter, 5_000n);
    const other = await ledger.anotherService();
    const results = await Promise.all([
      service.payouts.approve(decision(id)),
      other.payouts.reject({ ...decision(id), reason: "重复" }),
    ]);
    expect(results.filter(({ kind }) => kind === "refused")).toEqual([
      { kind: "refused", code: "payout_state_changed" },
    ]);
    const [row] = await service.payouts.list({
      distributor_id: inviter.id,
      state: null,
      limit: 1,
      after: null,
    });
    if (row?.state === "rejected") return;
    const endings = await Promise.all([end(id, "confirmed"), end(id, "failed", other)]);
    expect(endings.map(({ kind }) => kind).sort()).toEqual(["ended", "refused"]);
    expect(await drift()).toEqual([]);
  });
});

describe("the database refuses, as the service's role", () => {
  const asService = (sql: string, values: unknown[] = []) => ledger.asService.query(sql, values);

  it("a payout's transfers without its state, twice, or of another amount", async () => {
    const { inviter } = await earner(5_000n);
    const id = await requested(inviter, 4_000n);
    const base = inviter.account_no * 8n;
    const post = (kind: number, dr: bigint, cr: bigint, amount: number, source = id) =>
      asService(
        `insert into distribution.transfer (source, tier, kind, dr, cr, amount_fen, occurred_at)
         values ($1, 0, $2, $3, $4, $5, now())`,
        [source, kind, String(dr), String(cr), amount],
      );
    await expect(post(7, base + 2n, base + 3n, 1, "pout_unknown")).rejects.toThrow(/what its payout asks/);
    await expect(post(11, base + 3n, 2n, 4_000)).rejects.toThrow(/what its payout asks/);
    await expect(post(8, base + 3n, base + 2n, 4_000)).rejects.toThrow(/what its payout asks/);
  });

  it("a state without its transfers, a step back, and a forgotten payout", async () => {
    const { inviter } = await earner(5_000n);
    const id = await requested(inviter, 4_000n);
    const reviewed = `reviewed_at = now(), reviewed_by = 'x', ended_at = now()`;
    await expect(
      asService(`update distribution.payout set state = 'rejected', ${reviewed} where id = $1`, [id]),
    ).rejects.toThrow(/transfers are not what/);
    await expect(
      asService(`update distribution.payout set state = 'confirmed', ${reviewed} where id = $1`, [id]),
    ).rejects.toThrow(/cannot become|withheld_when_sent/);
    await expect(asService(`delete from distribution.payout where id = $1`, [id])).rejects.toThrow(
      /permission denied/,
    );
    await expect(asService(`update distribution.identity set notice_version = ''`)).rejects.toThrow(
      /cannot be replaced like this/,
    );
  });
});

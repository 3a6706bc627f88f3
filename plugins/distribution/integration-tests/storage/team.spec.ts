import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestLedger, type TestLedger } from "../database";
import {
  bind,
  captureOf,
  chain,
  dayAfter,
  freshId,
  join,
  placeOrder,
  publishTwoTiers,
  refundOf,
} from "../shop-life";

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await openTestLedger();
  await publishTwoTiers(ledger.service);
}, 60_000);

afterAll(async () => {
  await ledger?.close();
});

/** Current bindings whose path or nearest inviters are not what walking up by the bindings themselves gives. */
const misplaced = () =>
  ledger.asOwner.query<unknown[]>(
    `with recursive walk as (
       select b.id, d.customer_id, array[d.account_no] as upline
       from distribution.binding b join distribution.distributor d on d.id = b.distributor_id where b.ended_at is null
       union all
       select w.id, d.customer_id, w.upline || d.account_no
       from walk w join distribution.binding b on b.customer_id = w.customer_id and b.ended_at is null
       join distribution.distributor d on d.id = b.distributor_id),
     whole as (select distinct on (id) id, upline from walk order by id, cardinality(upline) desc)
     select b.id, b.path::text, b.upline, w.upline as walked from distribution.binding b join whole w using (id)
     where b.ended_at is null and (b.upline is distinct from w.upline[1:10] or string_to_array(b.path::text, '.')
       is distinct from array(select no::text from unnest(w.upline) with ordinality u(no, step) order by step desc))`,
  );

describe("the place in the referral graph", () => {
  it("names every inviter, moves with those above, and is the top's own after an unbinding", async () => {
    const { service } = ledger;
    const people = await chain(service, 13);
    const other = await join(service);
    const [, second, third] = people;
    if (!second || !third) throw new Error("the chain is short");
    expect(await misplaced()).toEqual([]);
    await bind(service, second.customer_id, other, dayAfter(181));
    expect(await misplaced()).toEqual([]);
    await ledger.asOwner.query(
      `update distribution.binding set ended_at = now(), end_reason = 'unbound' where customer_id = $1`,
      [third.customer_id],
    );
    expect(await misplaced()).toEqual([]);
    const [row] = await ledger.asOwner.query<{ path: string }[]>(
      `select path::text from distribution.binding where customer_id = $1 and ended_at is null`,
      [people[4]?.customer_id],
    );
    expect(row?.path).toBe(`${third.account_no}.${people[3]?.account_no}`);
  });

  it("law: eight clients bind and replace at random, and every place is right", async () => {
    const { service } = ledger;
    const people = await Promise.all(Array.from({ length: 24 }, () => join(service)));
    const clients = await Promise.all(Array.from({ length: 8 }, () => ledger.anotherService()));
    const [edits = []] = fc.sample(
      fc.array(fc.tuple(fc.nat(23), fc.nat(23)), { minLength: 160, maxLength: 160 }),
      1,
    );
    await Promise.all(
      clients.map(async (client, number) => {
        for (const [index, [who, whom]] of edits.entries()) {
          const [customer, inviter] = [people[who], people[whom]];
          if (index % 8 !== number || !customer || !inviter) continue;
          await bind(client, customer.customer_id, inviter, dayAfter(1 + 181 * index)).catch((error) => {
            throw new Error(`edit ${index} of ${JSON.stringify(edits)}: ${error}`);
          });
        }
      }),
    );
    expect(await misplaced()).toEqual([]);
  });

  it("a loop is refused by the database itself", async () => {
    const [top, , last] = await chain(ledger.service, 3);
    const write = ledger.asService.query(
      `insert into distribution.binding (id, customer_id, distributor_id, share_token, bound_at, protected_until)
       select 'bind_loop', $1, $2, token, now(), now() from distribution.share_token limit 1`,
      [top?.customer_id, last?.id],
    );
    await expect(write).rejects.toThrow(/above themselves/);
  });
});

describe("the team", () => {
  it("counts levels, pages each, and says what everybody contributed", async () => {
    const { service } = ledger;
    const [top, middle] = await chain(service, 2);
    if (!top || !middle) throw new Error("the chain is short");
    const buyers = Array.from({ length: 5 }, () => freshId("cus"));
    for (const [index, buyer] of buyers.entries()) await bind(service, buyer, middle, dayAfter(1 + index));
    const order = await placeOrder(service, buyers[0] ?? "", [10_000n]);
    await service.intake.ingest([captureOf(order), refundOf(order, 5_000n)]);
    expect(await service.referrals.team.counts(top.account_no, 2)).toEqual([1, 5]);
    expect(await service.referrals.team.counts(middle.account_no, 2)).toEqual([5, 0]);
    const page = { distributor_no: top.account_no, level: 2, limit: 3, after: null };
    const first = await service.referrals.team.members(page);
    const end = first.at(-1);
    const after = end ? { at: end.joined_at, id: end.binding_id } : null;
    const second = await service.referrals.team.members({ ...page, after });
    expect([...first, ...second].map(({ customer_id }) => customer_id)).toEqual(buyers.toReversed());
    expect(second.at(-1)).toMatchObject({ orders: 1, contribution_fen: 150n, is_distributor: false });
    const [own] = await service.referrals.team.members({ ...page, level: 1 });
    expect(own).toMatchObject({ customer_id: middle.customer_id, orders: 0, is_distributor: true });
  });

  it("a third level is found through the path", async () => {
    const [top, , , last] = await chain(ledger.service, 4);
    if (!top || !last) throw new Error("the chain is short");
    const members = await ledger.service.referrals.team.members({
      distributor_no: top.account_no,
      level: 3,
      limit: 5,
      after: null,
    });
    expect(members.map(({ customer_id }) => customer_id)).toEqual([last.customer_id]);
  });
});

describe("the ranking", () => {
  it("is by what was earned in the month, and rolling up again or at once changes nothing", async () => {
    const { service } = ledger;
    const now = new Date();
    const places = async (no: bigint) =>
      service.referrals.team.ranking({ distributor_no: no, now, limit: 3 });
    const [first, second, third] = [await join(service), await join(service), await join(service)];
    for (const [inviter, base] of [
      [first, 90_000_000n],
      [second, 80_000_000n],
    ] as const) {
      const buyer = freshId("cus");
      await bind(service, buyer, inviter);
      const order = await placeOrder(service, buyer, [base]);
      await service.intake.ingest([captureOf(order)]);
      await service.referrals.team.rollUp(now);
      if (inviter === first) await service.intake.ingest([refundOf(order, 20_000_000n)]);
    }
    const clients = await Promise.all(Array.from({ length: 4 }, () => ledger.anotherService()));
    await Promise.all(clients.map((client) => client.referrals.team.rollUp(now)));
    const { rows } = await places(first.account_no);
    expect(rows.slice(0, 2).map(({ distributor_no, earned_fen }) => [distributor_no, earned_fen])).toEqual([
      [second.account_no, 8_000_000n],
      [first.account_no, 7_000_000n],
    ]);
    expect((await places(first.account_no)).me).toEqual({ earned_fen: 7_000_000n, rank: 2 });
    expect((await places(third.account_no)).me).toEqual({ earned_fen: 0n, rank: null });
  });

  it("the rolled-up months are what the accruals hold", async () => {
    await ledger.service.referrals.team.rollUp(new Date());
    const different = await ledger.asOwner.query<unknown[]>(
      `select * from (select distributor_no, sum(amount_fen - clawed_fen) as earned, count(distinct order_id) as orders
         from distribution.accrual group by 1) a
       full join (select distributor_no, sum(earned_fen) as earned, sum(orders) as orders
         from distribution.earning_month group by 1) m using (distributor_no)
       where (a.earned, a.orders) is distinct from (m.earned, m.orders)`,
    );
    expect(different).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DistributorRow } from "../../src/modules/distribution/referral/people.entity";
import { openTestLedger, type TestLedger } from "../database";
import { bind, DAY_ONE, dayAfter, freshId, join, publishTwoTiers, share } from "../shop-life";

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await openTestLedger();
  await publishTwoTiers(ledger.service);
}, 60_000);

afterAll(async () => {
  await ledger?.close();
});

/** A chain as its rows, bound one after another by the database's own triggers; the first is the top. */
async function longChain(length: number): Promise<DistributorRow[]> {
  const { service, asOwner } = ledger;
  const top = await join(service);
  const token = await share(service, top);
  const mark = freshId("deep");
  await asOwner.query(
    `insert into distribution.distributor
       (id, customer_id, status, display_name, agreement_version, agreement_accepted_at, joined_at)
     select $1 || n, 'cus_' || $1 || n, 'active', '藤' || n, '2026-03', $2, $2 from generate_series(1, $3::int) n
     order by n`,
    [mark, DAY_ONE, length - 1],
  );
  await asOwner.query(
    `insert into distribution.binding (id, customer_id, distributor_id, share_token, bound_at, protected_until)
     select 'bind_' || $1 || n, 'cus_' || $1 || n, case n when 1 then $4 else $1 || n - 1 end, $5, $2, $2
     from generate_series(1, $3::int) n order by n`,
    [mark, DAY_ONE, length - 1, top.id, token],
  );
  const numbers = await asOwner.query<{ account_no: string }[]>(
    `select account_no from distribution.distributor where id like $1 || '%' order by account_no`,
    [mark],
  );
  const below = numbers.map(({ account_no }, index) => ({
    ...top,
    id: `${mark}${index + 1}`,
    customer_id: `cus_${mark}${index + 1}`,
    account_no: BigInt(account_no),
  }));
  return [top, ...below];
}

async function pathOf(customer_id: string | undefined): Promise<string[]> {
  const [row] = await ledger.asService.query<{ path: string }[]>(
    `select path::text from distribution.binding where customer_id = $1 and ended_at is null`,
    [customer_id],
  );
  return row?.path.split(".") ?? [];
}

const numbersOf = (people: readonly DistributorRow[]) => people.map(({ account_no }) => String(account_no));

describe("a chain of 1,000", () => {
  it("keeps everybody's place, pays the nearest, and lists each level alone", async () => {
    const { service } = ledger;
    const people = await longChain(1_000);
    const last = people.at(-1) as DistributorRow;
    const buyer = freshId("cus");
    expect(await bind(service, buyer, last)).toMatchObject({ kind: "bound" });
    expect(await pathOf(buyer)).toEqual(numbersOf(people));
    const lines = [{ order_line_id: freshId("ordli"), base_fen: 10_000n }];
    const order = {
      order_id: freshId("order"),
      display_id: 1,
      customer_id: buyer,
      currency_code: "cny",
      lines,
    };
    await service.intake.freezeOrder({ ...order, total_fen: 10_000n }, DAY_ONE);
    const rows = (await service.intake.orderCommissions(order.order_id))?.rows ?? [];
    expect(rows.map(({ distributor_id }) => distributor_id)).toEqual([last.id, people.at(-2)?.id]);
    for (const place of [0, 147, 148, 149, 150, 400, 990]) {
      const distributor_no = people[place]?.account_no ?? 0n;
      const third = await service.referrals.team.members({ distributor_no, level: 3, limit: 5, after: null });
      expect(third.map(({ customer_id }) => customer_id)).toEqual([people[place + 3]?.customer_id]);
    }
  });

  it("closes no loop, from whatever depth, at once or one after the other", async () => {
    const { service } = ledger;
    const another = await ledger.anotherService();
    const [one, other] = [await longChain(500), await longChain(500)];
    const ends = [one, other].map((people) => [people[0], people.at(-1)] as [DistributorRow, DistributorRow]);
    const [[oneTop, oneLast], [otherTop, otherLast]] = ends as [
      [DistributorRow, DistributorRow],
      [DistributorRow, DistributorRow],
    ];
    const closed = await Promise.all([
      bind(service, oneTop.customer_id, otherLast),
      bind(another, otherTop.customer_id, oneLast),
    ]);
    expect(closed.map(({ kind }) => kind).sort()).toEqual(["bound", "refused"]);
    const [top, bottom] = closed[0]?.kind === "bound" ? [otherTop, oneLast] : [oneTop, otherLast];
    expect(await bind(service, top.customer_id, bottom)).toMatchObject({ code: "referral_loop" });
    const write = ledger.asService.query(
      `insert into distribution.binding (id, customer_id, distributor_id, share_token, bound_at, protected_until)
       select 'bind_loop', $1, $2, token, now(), now() from distribution.share_token limit 1`,
      [top.customer_id, bottom.id],
    );
    await expect(write).rejects.toThrow(/above themselves/);
    expect(await pathOf(bottom.customer_id)).toHaveLength(999);
  });

  it("moves along when it is cut deep below the indexed steps", async () => {
    const { service } = ledger;
    const people = await longChain(600);
    const other = await join(service);
    const cut = people[300] as DistributorRow;
    expect(await bind(service, cut.customer_id, other, dayAfter(181))).toMatchObject({ kind: "bound" });
    expect(await pathOf(people.at(-1)?.customer_id)).toEqual(numbersOf([other, ...people.slice(300, -1)]));
    expect(await pathOf(people[299]?.customer_id)).toEqual(numbersOf(people.slice(0, 299)));
  });
});

it("a chain longer than 3,000 is refused, to whoever is added at its end and above its top", async () => {
  const { service } = ledger;
  const people = await longChain(3_000);
  const [top, last] = [people[0], people.at(-1)] as [DistributorRow, DistributorRow];
  expect(await bind(service, freshId("cus"), last)).toMatchObject({ kind: "bound" });
  const leaf = await join(service);
  expect(await bind(service, leaf.customer_id, last)).toMatchObject({ kind: "bound" });
  expect(await bind(service, freshId("cus"), leaf)).toMatchObject({ code: "chain_too_long" });
  expect(await bind(service, top.customer_id, await join(service))).toMatchObject({ code: "chain_too_long" });
}, 120_000);

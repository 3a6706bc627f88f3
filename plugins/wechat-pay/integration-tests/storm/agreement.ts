import type { TestShop } from "../../../../scripts/local/test-shop.mjs";
import { balancesOf, type Earner } from "../earners";
import { shopSide, wechatSide } from "../protocol/both-sides";
import { payoutsHere, payoutsThere } from "../protocol/payout-verdicts";
import { sharesHere, sharesThere } from "../protocol/share-cases";
import { must } from "../shopper";

const at = <Body>(shop: TestShop, path: string): Promise<Body> =>
  must<Body>(`${shop.wechatOrigin}/__control${path}`);

/** How much is on its way: money that a job, a notification or a person has still to bring to an end. */
export async function underWay({ pool }: TestShop): Promise<number> {
  const { rows } = await pool.query<{ count: string }>(
    `select (select count(*) from wechat_refund where progress in ('to_submit', 'processing'))
       + (select count(*) from wechat_stray_payment where progress in ('to_submit', 'processing'))
       + (select count(*) from wechat_notification where state = 'received')
       + (select count(*) from distribution.payout where state in ('requested', 'transferring'))
       + (select count(*) from wechat_share where ended_at is null)
       + (select count(*) from wechat_booking_check)
       + (select count(*) from wechat_refund where books_due and progress <> 'needs_attention')
       + (select count(*) from mall_order where state in ('placing', 'to_pay'))
       + (select count(*) from refund r join payment p on p.id = r.payment_id where r.deleted_at is null
           and not exists (select 1 from wechat_refund w where w.refund_id = r.id)) as count`,
  );
  return Number(rows[0]?.count);
}

/** What the shop and WeChat say, side by side. */
export interface Comparison {
  /** How orders or payouts ended, and how many so. */
  readonly endings: Readonly<Record<string, number>>;
  /** Everything on which the shop and WeChat disagree; a sentence each. */
  readonly disagreements: readonly string[];
}

/** Every payment session and every number at WeChat, side by side. */
export async function comparePayments(shop: TestShop): Promise<Comparison> {
  const { rows } = await shop.pool.query<{ id: string }>(
    `select id from payment_session where provider_id like 'pp_wechat-pay_%'`,
  );
  const sessions = rows.map(({ id }) => id);
  const { orders } = await at<{ orders: { out_trade_no: string }[] }>(shop, "/orders");
  const known = new Set(sessions.map((id) => id.replace("payses_", "")));
  const strangers = orders.filter(({ out_trade_no }) => !known.has(out_trade_no.split("-")[0] ?? ""));
  const [here, there] = [await shopSide(shop, sessions), await wechatSide(shop, sessions)];
  return {
    endings: countBy([...here.values()].map(({ ending }) => ending)),
    disagreements: [
      ...strangers.map(({ out_trade_no }) => `${out_trade_no} is no number of the shop's`),
      ...differing(here, there),
    ],
  };
}

/** Every payout of the ledger and every transfer at WeChat, side by side, and what each earner has left. */
export async function comparePayouts(
  shop: TestShop,
  earners: readonly Earner[],
  earned: readonly number[],
): Promise<Comparison> {
  const { rows } = await shop.pool.query<{ number: string }>(
    "select outward_number as number from distribution.payout",
  );
  const numbers = rows.map(({ number }) => number);
  const { transfers } = await at<{ transfers: { out_bill_no: string; openid: string }[] }>(
    shop,
    "/transfers",
  );
  const strangers = transfers.filter(({ out_bill_no }) => !numbers.includes(out_bill_no));
  const [here, there] = [await payoutsHere(shop, numbers), await payoutsThere(shop, numbers)];
  const disagreements = differing(here, there);
  for (const [place, earner] of earners.entries()) {
    const received = transfers
      .filter(({ openid }) => openid === earner.openid)
      .reduce((sum, { out_bill_no }) => sum + (there.get(out_bill_no)?.sent ?? 0), 0);
    const { available, hold } = await balancesOf(earner);
    if (available !== (earned[place] ?? 0) - received || hold !== 0) {
      disagreements.push(`earner ${place}: ${available} available, ${hold} on hold, ${received} received`);
    }
  }
  return {
    endings: countBy([...here.values()].map(({ ending }) => ending)),
    disagreements: [
      ...strangers.map(({ out_bill_no }) => `${out_bill_no} is no transfer of the ledger's`),
      ...disagreements,
    ],
  };
}

/** Every share of a payment, with what of it came back. */
export async function compareShares(shop: TestShop): Promise<Comparison> {
  const [here, there] = [await sharesHere(shop), await sharesThere({ shop })];
  const strangers = [...there.keys()].filter((number) => !here.has(number));
  const differing = [...here].flatMap(([number, ours]) => {
    // What WeChat never took leaves no trace there.
    const theirs = there.get(number) ?? "not shared";
    return ours === theirs ? [] : [`${number}: shop ${ours}, WeChat ${theirs}`];
  });
  return {
    endings: countBy([...here.values()]),
    disagreements: [...strangers.map((number) => `${number} is no share of the shop's`), ...differing],
  };
}

function differing(here: ReadonlyMap<string, object>, there: ReadonlyMap<string, object>): string[] {
  return [...here].flatMap(([number, ours]) => {
    const theirs = there.get(number);
    return JSON.stringify(ours) === JSON.stringify(theirs)
      ? []
      : [`${number}: shop ${JSON.stringify(ours)}, WeChat ${JSON.stringify(theirs)}`];
  });
}

/** How often each word comes. */
export function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) {
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
}

import type { TestShop } from "../../../../scripts/local/test-shop.mjs";
import { must } from "../shopper";

/** What is known of a payout on one side; `sent` is what its receiver has for it, in fen. */
export interface PayoutVerdict {
  /** `paid` or `not paid`; anything else says what is torn. */
  readonly ending: string;
  readonly sent: number;
}

interface BookedRow {
  number: string;
  state: string;
  net: string;
  booked: string;
  settled: string;
  at_wechat: string | null;
}

/** The ledger's payouts, what its accounts say was paid (transfers of kind 11), and the plugin's own rows. */
const BOOKED = `
  select p.outward_number as number, p.state, p.amount_fen - coalesce(p.withheld_fen, 0) - coalesce(p.fee_fen, 0) as net,
    (select count(*) from distribution.transfer t where t.source = p.id and t.kind = 11) as booked,
    coalesce((select sum(t.amount_fen) from distribution.transfer t where t.source = p.id and t.kind = 11), 0) as settled,
    w.state as at_wechat
  from distribution.payout p left join wechat_transfer w on w.out_bill_no = p.outward_number
  where p.outward_number = any($1)`;

/** What the ledger, and the plugin's own rows, say about payouts. */
export async function payoutsHere(
  shop: TestShop,
  numbers: readonly string[],
): Promise<Map<string, PayoutVerdict>> {
  const { rows } = await shop.pool.query<BookedRow>(BOOKED, [numbers]);
  return new Map(rows.map((row) => [row.number, hereVerdict(row)]));
}

function hereVerdict(row: BookedRow): PayoutVerdict {
  const isSettled = row.booked === "1" && row.settled === row.net;
  if (row.state === "confirmed" && isSettled && row.at_wechat === "SUCCESS") {
    return { ending: "paid", sent: Number(row.net) };
  }
  const isReleased = ["failed", "expired", "rejected"].includes(row.state) && row.booked === "0";
  if (isReleased && [null, "FAIL", "CANCELLED"].includes(row.at_wechat)) {
    return { ending: "not paid", sent: 0 };
  }
  return { ending: `torn: ${JSON.stringify(row)}`, sent: Number(row.settled) };
}

interface WechatTransfer {
  out_bill_no: string;
  state: string;
  transfer_amount: number;
}

interface Flow {
  voucher_no: string;
  amount: number;
  direction: string;
}

/** What WeChat, and the merchant's account there, say about payouts. */
export async function payoutsThere(
  shop: TestShop,
  numbers: readonly string[],
): Promise<Map<string, PayoutVerdict>> {
  const control = `${shop.wechatOrigin}/__control`;
  const { transfers } = await must<{ transfers: WechatTransfer[] }>(`${control}/transfers`);
  const { flows } = await must<{ flows: Flow[] }>(`${control}/funds`);
  return new Map(
    numbers.map((number) => {
      const transfer = transfers.find(({ out_bill_no }) => out_bill_no === number);
      return [number, thereVerdict(transfer, spent(flows, number))];
    }),
  );
}

/** What left the merchant's account under a number and did not come back, in fen. */
export function spent(flows: readonly Flow[], number: string): number {
  return flows
    .filter(({ voucher_no }) => voucher_no === number)
    .reduce((sum, { amount, direction }) => sum + (direction === "支出" ? amount : -amount), 0);
}

function thereVerdict(transfer: WechatTransfer | undefined, sent: number): PayoutVerdict {
  if (transfer?.state === "SUCCESS" && sent === transfer.transfer_amount) {
    return { ending: "paid", sent };
  }
  const isOver = !transfer || transfer.state === "FAIL" || transfer.state === "CANCELLED";
  return isOver && sent === 0
    ? { ending: "not paid", sent }
    : { ending: `torn: ${JSON.stringify(transfer)}`, sent };
}

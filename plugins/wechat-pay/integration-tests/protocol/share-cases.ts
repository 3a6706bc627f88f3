import type { TestShop } from "../../../../scripts/local/test-shop.mjs";
import type { PlacedOrder } from "../shopper";
import { call, until } from "../shopper";
import { spent } from "./payout-verdicts";
import { arm, control, noting, type Played, type Stage } from "./stage";
import type { Row, ShareOperation } from "./table";

const COMPANY = { mch_id: "1900000109", name: "杭州供货有限公司", relation: "SUPPLIER" };
const SHARED_FEN = 100;
const SHARING = "/admin/wechat-pay/profit-sharing";
const PATIENCE_MS = 20_000;
/** How long WeChat takes over a share, and how long while the shop's own job must not yet see it end. */
const SETTLE_MS = 100;
const UNSETTLED_MS = 2_000;

/** A line of the table, with the number of its share or unfreezing. */
export interface ShareCase extends Row<ShareOperation>, Played {
  readonly on: Row<ShareOperation>["on"];
  readonly kind: string;
  number?: string;
}

interface ShareRow {
  readonly id: string;
  readonly number: string;
  readonly outcome: string;
}

type Act = (stage: Stage, played: ShareCase, payment: string) => Promise<void>;

async function post(stage: Stage, path: string, body: unknown): Promise<ShareRow> {
  const headers = { authorization: `Bearer ${stage.merchant}` };
  const answer = await call<{ share: ShareRow }>(`${stage.shop.origin}${SHARING}${path}`, {
    method: "POST",
    headers,
    body,
  });
  if (answer.status !== 201) {
    throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  return answer.body.share;
}

const part = { mch_id: COMPANY.mch_id, amount_fen: String(SHARED_FEN), description: "供货款" };
const share = async (stage: Stage, played: ShareCase, payment_id: string): Promise<ShareRow> => {
  const made = await post(stage, "/shares", { kind: "share", payment_id, parts: [part] });
  played.number = made.number;
  return made;
};
const giveBack = (stage: Stage, { id }: ShareRow) => post(stage, `/shares/${id}/returns`, part);

/** Lets the job ask until WeChat has said how a share ended. */
async function ended({ shop }: Stage, { id }: ShareRow): Promise<void> {
  await until(
    "the share's end",
    async () => {
      await shop.runJob("wechat-pay-follow-shares");
      const { rows } = await shop.pool.query(
        "select from wechat_share where id = $1 and ended_at is not null",
        [id],
      );
      return rows.length > 0;
    },
    PATIENCE_MS,
  );
}

/** Says how long WeChat takes over a share from now on. */
const settleIn = async (stage: Stage, profit_sharing_settle_ms: number): Promise<void> =>
  await control(stage, "/settings", { profit_sharing_settle_ms });

const shareUnder = (where: Record<string, unknown>): Act => {
  return async (stage, played, payment) => {
    await arm(stage, played, where);
    await ended(stage, await share(stage, played, payment));
  };
};

const returnUnder = (where: Record<string, unknown>): Act => {
  return async (stage, played, payment) => {
    const made = await share(stage, played, payment);
    await ended(stage, made);
    await arm(stage, played, where);
    await ended(stage, await giveBack(stage, made));
  };
};

const ACTS: Record<ShareOperation, Act> = {
  share: shareUnder({ method: "POST", path: "/profitsharing/orders" }),
  "query a share": async (stage, played, payment) => {
    await settleIn(stage, UNSETTLED_MS);
    const made = await share(stage, played, payment);
    await arm(stage, played, { method: "GET", path: `/profitsharing/orders/${made.number}` });
    await settleIn(stage, SETTLE_MS);
    await ended(stage, made);
  },
  unfreeze: async (stage, played, payment_id) => {
    await arm(stage, played, { method: "POST", path: "/profitsharing/orders/unfreeze" });
    const made = await post(stage, "/shares", { kind: "unfreeze", payment_id });
    played.number = made.number;
    await ended(stage, made);
  },
  "return a share": returnUnder({ method: "POST", path: "/profitsharing/return-orders" }),
  "query a return": async (stage, played, payment) => {
    const made = await share(stage, played, payment);
    await ended(stage, made);
    await settleIn(stage, UNSETTLED_MS);
    const back = await giveBack(stage, made);
    await arm(stage, played, { method: "GET", path: `/profitsharing/return-orders/${back.number}` });
    await settleIn(stage, SETTLE_MS);
    await ended(stage, back);
  },
  "share at WeChat": shareUnder({}),
  "return at WeChat": returnUnder({}),
};

/**
 * Plays every line, one after another: a share's number is not known before it is asked for, so its fault strikes
 * whoever asks next. What is freed once cannot be shared again: each unfreezing needs a payment of its own.
 * @param sold paid orders: the first is shared, each further one is freed
 */
export async function playShares(
  stage: Stage,
  rows: readonly Row<ShareOperation>[],
  sold: readonly PlacedOrder[],
): Promise<ShareCase[]> {
  await call(`${stage.shop.origin}${SHARING}/receivers`, {
    method: "POST",
    headers: { authorization: `Bearer ${stage.merchant}` },
    body: COMPANY,
  });
  const [shared = "", ...freed] = await Promise.all(sold.map((order) => paymentOf(stage.shop, order)));
  const cases: ShareCase[] = rows.map((row) => ({ ...row }));
  for (const played of cases) {
    const payment = played.operation === "unfreeze" ? (freed.pop() ?? "") : shared;
    await noting(played, async () => await ACTS[played.operation](stage, played, payment));
  }
  return cases;
}

async function paymentOf({ pool }: TestShop, { session }: PlacedOrder): Promise<string> {
  const { rows } = await pool.query<{ id: string }>("select id from payment where payment_session_id = $1", [
    session,
  ]);
  return rows[0]?.id ?? "";
}

interface StoredShare {
  kind: string;
  number: string;
  shared_under: string | null;
  parts: { amount_fen: string; result?: string }[];
  outcome: string;
}

/** How each share ended by the shop's rows; also every number they use. */
export async function sharesHere({ pool }: TestShop): Promise<Map<string, string>> {
  const { rows } = await pool.query<StoredShare>(
    `select s.kind, s.number, s.parts, s.outcome, o.number as shared_under
       from wechat_share s left join wechat_share o on o.id = s.share_id order by s.created_at`,
  );
  const arrived = (of: readonly StoredShare[]): number =>
    of
      .flatMap(({ parts }) => parts)
      .filter(({ result }) => result === "SUCCESS")
      .reduce((sum, { amount_fen }) => sum + Number(amount_fen), 0);
  const outs = rows.filter(({ kind }) => kind !== "return");
  return new Map(
    outs.map((out) => {
      const isFreed = out.kind === "unfreeze" && out.outcome === "succeeded";
      const back = arrived(rows.filter(({ shared_under }) => shared_under === out.number));
      return [out.number, isFreed ? "freed" : ending(arrived([out]), back)];
    }),
  );
}

interface WechatShares {
  shares: {
    out_order_no: string;
    state: string;
    unfreezes: boolean;
    parts: { amount: number; result: string }[];
  }[];
  returns: { out_order_no: string; out_return_no: string; amount: number; result: string }[];
}

/** How each share ended by WeChat, whose account must say the same. */
export async function sharesThere(stage: Pick<Stage, "shop">): Promise<Map<string, string>> {
  const { shares, returns } = await control<WechatShares>(stage, "/shares");
  const { flows } = await control<{ flows: Parameters<typeof spent>[0] }>(stage, "/funds");
  return new Map(
    shares.map(({ out_order_no, state, unfreezes, parts }) => {
      const out = parts
        .filter(({ result }) => result === "SUCCESS")
        .reduce((sum, { amount }) => sum + amount, 0);
      const own = returns.filter((one) => one.out_order_no === out_order_no);
      const back = own
        .filter(({ result }) => result === "SUCCESS")
        .reduce((sum, { amount }) => sum + amount, 0);
      if (unfreezes && parts.length === 0) {
        return [out_order_no, state === "FINISHED" ? "freed" : state];
      }
      const numbers = [out_order_no, ...own.map(({ out_return_no }) => out_return_no)];
      const moved = numbers.reduce((sum, number) => sum + spent(flows, number), 0);
      return [out_order_no, moved === out - back ? ending(out, back) : `torn: ${moved} moved`];
    }),
  );
}

function ending(out: number, back: number): string {
  if (out === 0) {
    return "not shared";
  }
  return back === 0 ? "shared" : back === out ? "returned" : `${back} of ${out} returned`;
}

import {
  type AskedPayout,
  approvePayout,
  askForPayout,
  type Earner,
  inWechat,
  takePayoutBack,
} from "../earners";
import { followTransfersLater, reconcileLater } from "../later";
import { arm, control, eachAtOnce, noting, type Played, type Stage, silence } from "./stage";
import type { PayoutOperation, Row } from "./table";

const PAID_FEN = 1_000;
/** So often the jobs run over a round of payouts: what has not ended by then waits for a person, or is lost. */
const RUNS = 6;

/** A line of the table, with the payout it is played on. */
export interface PayoutCase extends Row<PayoutOperation>, Played {
  readonly on: Row<PayoutOperation>["on"];
  readonly kind: string;
  readonly earner: Earner;
  asked?: AskedPayout;
}

type Act = (stage: Stage, played: PayoutCase, asked: AskedPayout) => Promise<void>;

async function approve({ shop, merchant }: Stage, asked: AskedPayout): Promise<void> {
  const status = await approvePayout(shop, merchant, asked);
  if (status !== 200) {
    throw new Error(`the payout was not approved: ${status}`);
  }
}

const ACTS: Record<PayoutOperation, Act> = {
  "create a payout": async (stage, played, asked) => {
    await arm(stage, played, { method: "POST", out_trade_no: asked.number });
    await approve(stage, asked);
  },
  "query a payout": async (stage, played, asked) => {
    await approve(stage, asked);
    await silence(stage, asked.number);
    await arm(stage, played, { method: "GET", path: `/out-bill-no/${asked.number}` });
    await inWechat(stage.shop, asked, "confirm");
  },
  "cancel a payout": async (stage, played, asked) => {
    await approve(stage, asked);
    await arm(stage, played, { path: `${asked.number}/cancel` });
    await takePayoutBack(played.earner, asked);
  },
  "payout notification": async (stage, played, asked) => {
    await approve(stage, asked);
    await arm(stage, played, { event_type: "MCHTRANSFER.BILL.FINISHED", out_trade_no: asked.number });
    await inWechat(stage.shop, asked, "confirm");
  },
  "expired payout's notification": async (stage, played, asked) => {
    await approve(stage, asked);
    await arm(stage, played, { event_type: "MCHTRANSFER.BILL.FINISHED", out_trade_no: asked.number });
    await inWechat(stage.shop, asked, "expire");
  },
  "payout at WeChat": async (stage, played, asked) => {
    const delay_ms = played.kind === "transfering" ? 300 : 150;
    await arm(stage, played, {
      out_trade_no: asked.number,
      ...(played.kind === "processing" ? {} : { delay_ms }),
    });
    await approve(stage, asked);
  },
  "payout that WeChat fails": async (stage, played, asked) => {
    await arm(stage, played, { out_trade_no: asked.number, fail_reason: "ACCOUNT_FROZEN" });
    await approve(stage, asked);
  },
};

/**
 * Plays every line, as many at a time as there are earners: a person has one payout under way at most. Whoever is asked
 * to confirm does so whenever the jobs have run.
 */
export async function playPayouts(
  stage: Stage,
  rows: readonly Row<PayoutOperation>[],
  earners: readonly Earner[],
): Promise<PayoutCase[]> {
  const cases: PayoutCase[] = [];
  for (let at = 0; at < rows.length; at += earners.length) {
    const round = earners.flatMap((earner, place) => {
      const row = rows[at + place];
      return row ? [{ ...row, earner } as PayoutCase] : [];
    });
    await eachAtOnce(round, async (played) => await play(stage, played));
    await bringToAnEnd(stage, round);
    cases.push(...round);
  }
  return cases;
}

async function play(stage: Stage, played: PayoutCase): Promise<void> {
  await noting(played, async () => {
    const key = `${played.operation}-${played.kind}`.replace(/\W+/g, "-");
    const asked = await askForPayout(played.earner, PAID_FEN, key);
    played.asked = asked;
    await ACTS[played.operation](stage, played, asked);
  });
}

async function bringToAnEnd(stage: Stage, round: readonly PayoutCase[]): Promise<void> {
  const { shop } = stage;
  for (let run = 0; run < RUNS && (await underWay(stage)) > 0; run += 1) {
    await followTransfersLater(shop);
    await reconcileLater(shop);
    await eachAtOnce(round, async ({ operation, kind, asked }) => {
      if (!asked || operation === "cancel a payout" || operation === "expired payout's notification") {
        return;
      }
      if (kind === "processing" && run === 1) {
        await settle(stage, asked);
      }
      await inWechat(shop, asked, "confirm");
    });
  }
}

/** WeChat has looked at the transfer and asks its receiver now. */
async function settle(stage: Stage, { number }: AskedPayout): Promise<void> {
  await control(stage, `/transfers/${number}/settle`, { state: "WAIT_USER_CONFIRM" });
}

async function underWay({ shop }: Stage): Promise<number> {
  const { rows } = await shop.pool.query<{ count: string }>(
    "select count(*) from distribution.payout where state in ('requested', 'transferring')",
  );
  return Number(rows[0]?.count);
}

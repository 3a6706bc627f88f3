import { type Answer, call, type PlacedOrder, until } from "../shopper";
import { arm as armFault, control, noting, type Played, type Stage, silence as silenceNumber } from "./stage";
import type { Row, ShopOperation } from "./table";

/** A line of the table, with the order it is played on. */
export interface Case extends Row<ShopOperation>, Played {
  placed: PlacedOrder;
  on: Row<ShopOperation>["on"];
  kind: string;
}

/** A person who is told to try again later does so this often. */
const TRIES = 4;

type Act = (stage: Stage, played: Case) => Promise<void>;

async function arm(stage: Stage, played: Case, where: Record<string, unknown> = {}): Promise<void> {
  await armFault(stage, played, { ...(where.path ? {} : { out_trade_no: played.placed.number }), ...where });
}

const silence = (stage: Stage, { placed }: Case): Promise<void> => silenceNumber(stage, placed.number);

async function trying(what: string, once: () => Promise<Answer<unknown>>): Promise<void> {
  const answers: string[] = [];
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { status, body } = await once();
    if (status < 300) {
      return;
    }
    answers.push(`${status} ${JSON.stringify(body)}`);
  }
  throw new Error(`${what}: ${answers.join("; ")}`);
}

async function present(stage: Stage, { placed, operation }: Case): Promise<void> {
  const channel = operation.startsWith("present ") ? operation.slice("present ".length) : "jsapi";
  const path =
    channel === "jsapi"
      ? `/store/mall/orders/${placed.order.id}/payment`
      : `/store/wechat-pay/payment-sessions/${placed.session}/present`;
  await trying("present", async () => await stage.shopper.post(path, { channel }));
}

async function pay(stage: Stage, { placed }: Case): Promise<void> {
  const { rows } = await stage.shop.pool.query<{ number: string }>(
    `select data->>'out_trade_no' as number from payment_session where id = $1`,
    [placed.session],
  );
  const { people } = await control<{ people: { openid: string }[] }>(stage, "/people");
  await control(stage, `/orders/${rows[0]?.number}/pay`, { openid: people[0]?.openid });
}

async function paid(stage: Stage, played: Case): Promise<string> {
  await present(stage, played);
  await pay(stage, played);
  return await until("the capture", async () => {
    const { rows } = await stage.shop.pool.query<{ id: string }>(
      `select id from payment where payment_session_id = $1 and captured_at is not null`,
      [played.placed.session],
    );
    return rows[0]?.id;
  });
}

async function refund(stage: Stage, paymentId: string): Promise<string> {
  await trying("refund", async () => await asMerchant(stage, `/payments/${paymentId}/refund`, {}));
  const { rows } = await stage.shop.pool.query<{ id: string }>(
    `select id from refund where payment_id = $1 and deleted_at is null`,
    [paymentId],
  );
  return rows[0]?.id.replace("ref_", "") ?? "";
}

async function asMerchant({ shop, merchant }: Stage, path: string, body: unknown): Promise<Answer<unknown>> {
  const headers = { authorization: `Bearer ${merchant}` };
  return await call(`${shop.origin}/admin${path}`, { method: "POST", body, headers });
}

/** Money that arrives for an order which its merchant cancels before the shop hears of it. */
async function stray(stage: Stage, played: Case): Promise<void> {
  await present(stage, played);
  await silence(stage, played);
  await pay(stage, played);
  await asMerchant(stage, `/orders/${played.placed.order.id}/cancel`, {});
}

const presenting: Act = async (stage, played) => {
  const channel = played.operation.slice("present ".length);
  await arm(stage, played, { method: "POST", out_trade_no: played.placed.number });
  await present(stage, played);
  await pay(stage, played);
  if (channel !== "jsapi") {
    await stage.shopper.post(`/store/wechat-pay/payment-sessions/${played.placed.session}/check`);
  }
};

const ACTS: Record<ShopOperation, Act> = {
  "present jsapi": presenting,
  "present h5": presenting,
  "present native": presenting,
  query: async (stage, played) => {
    await present(stage, played);
    await silence(stage, played);
    await arm(stage, played, { method: "GET", path: `/out-trade-no/${played.placed.number}`, times: 2 });
    await pay(stage, played);
  },
  close: async (stage, played) => {
    await present(stage, played);
    await arm(stage, played, { path: `${played.placed.number}/close` });
    const path = `/store/mall/orders/${played.placed.order.id}/cancel`;
    await trying("cancel", async () => await stage.shopper.post(path));
  },
  refund: async (stage, played) => {
    const paymentId = await paid(stage, played);
    await arm(stage, played, { method: "POST" });
    await refund(stage, paymentId);
  },
  "query a refund": async (stage, played) => {
    const paymentId = await paid(stage, played);
    await silence(stage, played);
    // Armed before there is a refund: the shop's own job may ask about it in the moment it exists.
    await arm(stage, played, { method: "GET", path: "/refunds/", out_trade_no: played.placed.number });
    await refund(stage, paymentId);
  },
  "send on an abnormal refund": async (stage, played) => {
    const paymentId = await paid(stage, played);
    await control(stage, "/faults", {
      on: "refund",
      kind: "abnormal",
      out_trade_no: played.placed.number,
    });
    await refund(stage, paymentId);
    await silence(stage, played);
  },
  "refund a stray payment": async (stage, played) => {
    await arm(stage, played, { path: "/refund/domestic/refunds", out_trade_no: played.placed.number });
    await stray(stage, played);
  },
  "query a stray payment's refund": async (stage, played) => {
    await arm(stage, played, { path: `/refunds/stray-${played.placed.number}-1` });
    await stray(stage, played);
  },
  "payment notification": async (stage, played) => {
    await present(stage, played);
    await arm(stage, played, { event_type: "TRANSACTION.SUCCESS" });
    await pay(stage, played);
  },
  "refund notification": async (stage, played) => {
    const paymentId = await paid(stage, played);
    await arm(stage, played, { event_type: "REFUND.SUCCESS" });
    await refund(stage, paymentId);
  },
  "refund at WeChat": async (stage, played) => {
    const paymentId = await paid(stage, played);
    await arm(stage, played);
    await refund(stage, paymentId);
  },
  "stray payment's refund at WeChat": async (stage, played) => {
    await arm(stage, played);
    await stray(stage, played);
  },
};

/** Plays a case up to where only the reconciliation, or the merchant, can go on. */
export async function play(stage: Stage, played: Case): Promise<void> {
  await noting(played, async () => await ACTS[played.operation](stage, played));
}

/** The merchant sends on a refund that is ABNORMAL; for one operation the first time under its fault. */
export async function sendOn(stage: Stage, played: Case): Promise<void> {
  const { rows } = await stage.shop.pool.query<{ id: string; wechat_refund_id: string }>(
    `select w.id, w.wechat_refund_id from wechat_refund w join payment p on p.id = w.payment_id
      where p.payment_session_id = $1 and w.progress = 'needs_attention'
     union all select id, wechat_refund_id from wechat_stray_payment
      where payment_session_id = $1 and progress = 'needs_attention'`,
    [played.placed.session],
  );
  const [abnormal] = rows;
  if (!abnormal) {
    return;
  }
  await noting(played, async () => {
    if (played.operation === "send on an abnormal refund" && !played.fault) {
      await arm(stage, played, { path: `${abnormal.wechat_refund_id}/apply-abnormal-refund` });
    }
    // The answer may be lost: what became of it the shop must find out by itself.
    await asMerchant(stage, `/wechat-pay/refunds/${abnormal.id}/actions`, {
      action: "send_on",
      destination: { type: "MERCHANT_BANK_CARD" },
    });
  });
}

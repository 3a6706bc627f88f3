import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { checkSession, PROVIDER_ID_PREFIX, whileOrderMoneyLocked } from "../workflows";
import { refuseMoney, unlessBusy } from "./admin/money-refusals";
import { whileWechatAnswers } from "./store/wechat-pay/payment-sessions/refusals";

const LOOK_AGAIN_MS = 50;
/** Longer than any request of Medusa's takes. */
const HELD_AT_MOST_MS = 120_000;

type OrderOf = (req: MedusaRequest) => Promise<string | undefined>;

/** Medusa's routes that begin a change of an order, pack it or move its money, and where they name the order. */
const ROUTES: readonly (readonly [matcher: string, orderOf: OrderOf])[] = [
  ["/admin/order-edits", inBody],
  ["/admin/returns", inBody],
  ["/admin/claims", inBody],
  ["/admin/exchanges", inBody],
  ["/admin/returns/:id/receive", throughReturn],
  ["/admin/orders/:id/transfer", inPath],
  ["/admin/orders/:id/credit-lines", inPath],
  // What is packed cannot be cancelled, and what is cancelled cannot be packed: one of two is first.
  ["/admin/orders/:id/fulfillments", inPath],
  ["/admin/payments/:id/capture", throughPayment],
  ["/admin/payment-collections/:id/mark-as-paid", inBody],
];

/**
 * Medusa notices that an order has an open change only when it books what went back, and a change that begins in between
 * is not seen by whoever moves the money. So these requests wait for each other.
 */
export const orderMoneyRoutes: MiddlewareRoute[] = [
  { matcher: "/admin/payments/:id/capture", methods: ["POST"], middlewares: [wholeCaptureOnly] },
  {
    matcher: "/admin/payment-collections/:id/mark-as-paid",
    methods: ["POST"],
    middlewares: [moneyAtWechatFirst],
  },
  ...ROUTES.map(([matcher, orderOf]): MiddlewareRoute => {
    return { matcher, methods: ["POST"], middlewares: [holdOrderMoney(orderOf)] };
  }),
];

function holdOrderMoney(orderOf: OrderOf) {
  return async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    const orderId = await orderOf(req);
    if (!orderId) {
      next();
      return;
    }
    await unlessBusy(res, () =>
      whileOrderMoneyLocked(req.scope, orderId, async () => {
        next();
        await answered(res);
      }),
    );
  };
}

/**
 * WeChat has no part captures: all of the money is there, and Medusa could never capture what a merchant left.
 * 409 `capture_whole_only`.
 */
async function wholeCaptureOnly(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const { amount } = (req.body ?? {}) as { amount?: unknown };
  const [payment] = (await read(req, "payment", ["provider_id", "amount"])) as {
    provider_id: string;
    amount: number;
  }[];
  const isPart = typeof amount === "number" && payment && amount !== Number(payment.amount);
  if (isPart && payment.provider_id.startsWith(PROVIDER_ID_PREFIX)) {
    refuseMoney(res, "capture_whole_only");
    return;
  }
  next();
}

/**
 * Medusa marks as paid what WeChat has been paid for a moment ago, and both payments count. So WeChat is asked first;
 * money that is there is captured. 409 `payment_received`, 502 `wechat_unreachable`.
 */
async function moneyAtWechatFirst(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const [collection] = (await read(req, "payment_collection", ["payment_sessions.id"])) as {
    payment_sessions?: { id: string }[] | null;
  }[];
  await whileWechatAnswers(res, async () => {
    for (const { id } of collection?.payment_sessions ?? []) {
      if ((await checkSession(req.scope, id)) === "paid") {
        refuseMoney(res, "payment_received");
        return;
      }
    }
    next();
  });
}

/** Waits until the request was answered, also when nobody hears the answer any more. */
async function answered(res: MedusaResponse): Promise<void> {
  const giveUp = Date.now() + HELD_AT_MOST_MS;
  while (!res.writableEnded && Date.now() < giveUp) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, LOOK_AGAIN_MS);
      res.once("finish", done);
      function done(): void {
        clearTimeout(timer);
        res.off("finish", done);
        resolve();
      }
    });
  }
}

async function inBody(req: MedusaRequest): Promise<string | undefined> {
  const { order_id } = (req.body ?? {}) as { order_id?: unknown };
  return typeof order_id === "string" ? order_id : undefined;
}

async function inPath(req: MedusaRequest): Promise<string | undefined> {
  return req.params.id;
}

async function throughReturn(req: MedusaRequest): Promise<string | undefined> {
  const [found] = await read(req, "return", ["order_id"]);
  return (found as { order_id?: string } | undefined)?.order_id;
}

async function throughPayment(req: MedusaRequest): Promise<string | undefined> {
  const [found] = await read(req, "payment", ["payment_collection.order.id"]);
  return (found as { payment_collection?: { order?: { id: string } | null } } | undefined)?.payment_collection
    ?.order?.id;
}

async function read(req: MedusaRequest, entity: string, fields: string[]): Promise<readonly unknown[]> {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY);
  return (await query.graph({ entity, fields, filters: { id: req.params.id } })).data;
}

import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { StateStore } from "../state/state-store.js";
import type { Cashier } from "./cashier.js";
import { type H5Refusal, h5Page, h5RefusalPage, h5Words } from "./h5-page.js";
import type { OrderBook } from "./order-book.js";

/** What the H5 page is made of. */
export interface H5Room {
  store: StateStore;
  orders: OrderBook;
  cashier: Cashier;
  merchant_name: string;
  isAuthorizedHost: (hostname: string) => boolean;
}

const paymentSchema = z.object({ prepay_id: z.string(), openid: z.string() });

/** Registers the page an `h5_url` opens, and the payment it sends. */
export function registerH5Routes(app: FastifyInstance, room: H5Room): void {
  app.get("/cgi-bin/mmpayweb-bin/checkmweb", (request, reply) => {
    const { prepay_id, redirect_url } = request.query as Record<string, string | undefined>;
    const refusal = refusalOf(room, request, redirect_url) ?? openable(room, prepay_id);
    reply.header("Cache-Control", "no-store").type("text/html; charset=utf-8");
    if (refusal !== undefined) return reply.code(400).send(h5RefusalPage(refusal));
    const order = room.orders.behind(prepay_id ?? "");
    const { people } = room.store.state;
    const facts = { prepay_id: prepay_id ?? "", merchant_name: room.merchant_name, people, redirect_url };
    return reply.send(h5Page({ order, ...facts }));
  });
  app.post("/cgi-bin/mmpayweb-bin/payments", async (request, reply) => {
    const payment = paymentSchema.safeParse(request.body);
    const order = payment.success
      ? room.cashier.payPrepay(payment.data.prepay_id, payment.data.openid, Date.now())
      : "unknown_prepay";
    await room.store.saved();
    if (typeof order !== "string") return reply.send({ paid: true });
    return reply.code(409).send({ code: order.toUpperCase(), message: h5Words(order) });
  });
}

/** The page opens from the merchant's own site only, and only outside WeChat. */
function refusalOf(room: H5Room, request: FastifyRequest, redirect_url?: string): H5Refusal | undefined {
  if (/MicroMessenger/i.test(request.headers["user-agent"] ?? "")) return "inside_wechat";
  const { referer } = request.headers;
  if (referer === undefined || !URL.canParse(referer)) return "no_referer";
  if (!room.isAuthorizedHost(new URL(referer).hostname)) return "foreign_referer";
  if (redirect_url === undefined) return undefined;
  const leadsHome =
    URL.canParse(redirect_url) &&
    /^https?:$/.test(new URL(redirect_url).protocol) &&
    room.isAuthorizedHost(new URL(redirect_url).hostname);
  return leadsHome ? undefined : "foreign_redirect";
}

function openable({ orders, store }: H5Room, prepay_id: string | undefined): H5Refusal | undefined {
  const anybody = store.state.people[0]?.openid ?? "";
  const order = orders.payable(prepay_id ?? "", anybody, Date.now());
  if (typeof order === "string") return order;
  return order.trade_type === "MWEB" ? undefined : "unknown_prepay";
}

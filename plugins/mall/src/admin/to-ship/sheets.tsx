import { t, timeOrDash } from "@tengman/admin-kit";
import { pickingOf } from "./picking";
import { addressText, openLines, type WaitingOrder } from "./to-ship";

const CELL = "border border-black px-2 py-1 text-left";

/** What to fetch from the shelves for all of these orders. */
export const PickingList = ({ orders }: { orders: readonly WaitingOrder[] }) => (
  <section>
    <h1 className="mb-2 text-lg font-medium">{t("拣货单（{{count}} 单）", { count: orders.length })}</h1>
    <table className="w-full border-collapse text-sm">
      <thead>
        <tr>
          {[t("商家编码"), t("商品"), t("规格"), t("件数"), t("订单")].map((title) => (
            <th key={title} className={CELL}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {pickingOf(orders).map(({ key, sku, title, variant_title, quantity, numbers }) => (
          <tr key={key}>
            <td className={CELL}>{sku ?? ""}</td>
            <td className={CELL}>{title}</td>
            <td className={CELL}>{variant_title}</td>
            <td className={CELL}>{quantity}</td>
            <td className={CELL}>{numbers.join(" ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

/** A note that goes into the parcel: what is in it and for whom, without prices. One a page. */
export const DeliveryNote = ({ order }: { order: WaitingOrder }) => (
  <section className="sheet">
    <h1 className="mb-2 text-lg font-medium">{t("发货单")}</h1>
    <p className="text-sm">{t("订单编号 {{number}}", { number: order.number })}</p>
    <p className="text-sm">{t("付款时间 {{time}}", { time: timeOrDash(order.paid_at) })}</p>
    <p className="text-sm">{`${order.address.full_name} ${order.address.phone}`}</p>
    <p className="mb-2 text-sm">{addressText(order)}</p>
    <table className="w-full border-collapse text-sm">
      <thead>
        <tr>
          {[t("商品"), t("规格"), t("件数")].map((title) => (
            <th key={title} className={CELL}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {openLines(order).map(({ id, title, variant_title, left, packed }) => (
          <tr key={id}>
            <td className={CELL}>{title}</td>
            <td className={CELL}>{variant_title}</td>
            <td className={CELL}>{left + packed}</td>
          </tr>
        ))}
      </tbody>
    </table>
    {order.buyer_remark && (
      <p className="mt-2 text-sm">{t("买家留言：{{remark}}", { remark: order.buyer_remark })}</p>
    )}
  </section>
);

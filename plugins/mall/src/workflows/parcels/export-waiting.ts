import type { MedusaContainer } from "@medusajs/framework/types";
import { BYTE_ORDER_MARK, csvRow } from "@tengman/values";
import type { ToShipFilter } from "../../domain/parcels/to-ship";
import { allWaiting, type WaitingOrder } from "./waiting-orders";

/** The columns that an import reads carry its names. */
const HEADINGS = [
  "订单编号",
  "付款时间",
  "商品行号",
  "商品",
  "规格",
  "商家编码",
  "数量",
  "收货人",
  "手机号",
  "省",
  "市",
  "区县",
  "详细地址",
  "买家留言",
  "商家备注",
  "快递公司",
  "运单号",
];

const SHANGHAI_MS = 8 * 3_600_000;
const shanghai = (iso: string | undefined): string =>
  iso ? new Date(Date.parse(iso) + SHANGHAI_MS).toISOString().slice(0, 16).replace("T", " ") : "";

function rowsOf({ number, paid_at, address, buyer_remark, remark, lines }: WaitingOrder): string {
  const { full_name, phone, province, city, district, address_1 } = address;
  return lines
    .filter(({ left, asked }) => left > 0 && !asked)
    .map(({ id, title, variant_title, sku, left }) =>
      csvRow([
        ...[{ long_number: number }, shanghai(paid_at), id, title, variant_title, sku ?? "", left],
        ...[full_name, { long_number: phone }, province, city, district, address_1],
        ...[buyer_remark ?? "", remark ?? "", "", ""],
      ]),
    )
    .join("");
}

/**
 * What waits to be sent as lines of CSV, one a line of an order; filled in, it is a file to import. What a shopper asks the
 * money back for is left out until that is decided.
 */
export async function* exportWaiting(
  container: MedusaContainer,
  filter: ToShipFilter,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvRow(HEADINGS);
  for await (const order of allWaiting(container, filter)) yield rowsOf(order);
}

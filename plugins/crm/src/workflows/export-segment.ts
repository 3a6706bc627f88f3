import type { MedusaContainer } from "@medusajs/framework/types";
import { csvLine, yuanCell } from "../domain/csv";
import type { CustomerKey } from "../domain/page-cursor";
import type { Segment } from "../domain/segment";
import { crmOf, segmentContext } from "./crm-module";
import { nameCustomers } from "./customers";

const PAGE = 500;

const HEADINGS = ["顾客编号", "姓名", "手机", "邮箱", "支付订单数", "净支付金额（元）", "最近下单", "标签"];

/** A segment's customers as lines of CSV, read page by page: no list is ever held whole. */
export async function* exportSegment(
  container: MedusaContainer,
  segment: Segment,
  now: Date,
): AsyncGenerator<string> {
  const context = await segmentContext(container, now);
  // Spreadsheets read UTF-8 only behind its mark.
  yield `\uFEFF${csvLine(HEADINGS)}`;
  let after: CustomerKey | null = null;
  do {
    const rows = await crmOf(container).segments.customers(segment, context, { after, limit: PAGE });
    const names = await nameCustomers(
      container,
      rows.map(({ customer_id }) => customer_id),
    );
    yield rows
      .map((row) => {
        const { name = "", phone = null, email = null } = names.get(row.customer_id) ?? {};
        const { customer_id, order_count, net_fen, last_order_at, tags } = row;
        return csvLine([
          customer_id,
          name,
          phone,
          email,
          order_count,
          yuanCell(net_fen),
          last_order_at,
          tags.join(" "),
        ]);
      })
      .join("");
    after = rows.length === PAGE ? (rows.at(-1) ?? null) : null;
  } while (after);
}

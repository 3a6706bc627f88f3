import { cursorOf, keyOf } from "../../../../../domain/page-cursor";
import { RefusedError } from "../../../../../domain/refusal";
import { crmOf, segmentContext } from "../../../../../workflows/crm-module";
import { nameCustomers } from "../../../../../workflows/customers";
import { readExpression, readOrRefuse, refusing } from "../../../../answers";
import { customersShape } from "../validators";

/** The customers of a segment, those who paid most first, a page at a time. */
export const POST = refusing(async (req, res) => {
  const { cursor, limit, ...given } = readOrRefuse(customersShape, req.body);
  const expression = readExpression(given.expression);
  const after = cursor === undefined ? null : keyOf(cursor);
  if (cursor !== undefined && !after) {
    throw new RefusedError("invalid_input", "cursor");
  }
  const context = await segmentContext(req.scope, new Date());
  const page = { after, limit: limit + 1 };
  const rows = await crmOf(req.scope).segments.customers(expression, context, page);
  const shown = rows.slice(0, limit);
  const names = await nameCustomers(
    req.scope,
    shown.map(({ customer_id }) => customer_id),
  );
  const customers = shown.map((row) => ({
    ...row,
    name: names.get(row.customer_id)?.name ?? row.customer_id,
  }));
  const last = shown.at(-1);
  res.json({ customers, ...(rows.length > limit && last ? { next_cursor: cursorOf(last) } : {}) });
});

import { z } from "zod";
import { crmOf } from "../../../../workflows/crm-module";
import { readOrRefuse, refusing } from "../../../answers";

const auditShape = z.object({
  customer_id: z.string().max(100).optional(),
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Who changed what for customers, latest first. */
export const GET = refusing(async (req, res) => {
  const { customer_id, cursor, limit } = readOrRefuse(auditShape, req.query);
  const entries = await crmOf(req.scope).audit.list({ customer_id, before: cursor, limit: limit + 1 });
  const page = entries.slice(0, limit);
  res.json({ entries: page, ...(entries.length > limit ? { next_cursor: page.at(-1)?.number } : {}) });
});

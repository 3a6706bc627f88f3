import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { z } from "zod";

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

const page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).default(0),
});

/**
 * Reads `limit` (1–100, default 20), `offset` and one optional filter that takes listed values only.
 * @returns undefined after having answered 400 with the offending field
 */
export function readPage<Value extends string>(
  req: MedusaRequest,
  res: MedusaResponse,
  filter: { readonly name: string; readonly values: readonly [Value, ...Value[]] },
): (Page & { readonly filter: Value | undefined }) | undefined {
  const numbers = page.safeParse(req.query);
  const choice = z.enum(filter.values).optional().safeParse(req.query[filter.name]);
  if (numbers.success && choice.success) {
    return { ...numbers.data, filter: choice.data as Value | undefined };
  }
  const field = numbers.success ? filter.name : String(numbers.error.issues[0]?.path[0] ?? "");
  res.status(400).json({ type: "invalid_data", code: "query_invalid", message: "查询条件无效", field });
  return undefined;
}

import { z } from "zod";

const STATES = [
  "TO_SUBMIT",
  "ACCEPTED",
  "PROCESSING",
  "WAIT_USER_CONFIRM",
  "TRANSFERING",
  "CANCELING",
  "SUCCESS",
  "FAIL",
  "CANCELLED",
] as const;

/** Where the list goes on: `<created_at>~<id>` in base64url. */
const cursor = z
  .string()
  .max(200)
  .transform((text, context) => {
    const [at = "", id = ""] = Buffer.from(text, "base64url").toString("utf8").split("~");
    if (/^wxtr_\w+$/.test(id) && !Number.isNaN(Date.parse(at))) {
      return { at: new Date(at).toISOString(), id };
    }
    context.addIssue({ code: "custom", message: "is none of ours" });
    return z.NEVER;
  });

/** The list's query. `problem=true` shows only those somebody has to look at. */
export const TransfersQuery = z.object({
  state: z.enum(STATES).optional(),
  problem: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true"),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: cursor.optional(),
});

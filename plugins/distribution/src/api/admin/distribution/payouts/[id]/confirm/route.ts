import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { z } from "zod";
import { payOutWorkflow } from "../../../../../../workflows/pay-out";
import { readInput } from "../../../../../read-input";
import { sendRefusal } from "../../../../../refusals";

const Body = z.object({
  outcome: z.enum(["confirmed", "failed"]),
  // The bank's own number, or why the transfer came to nothing.
  note: z.string().trim().min(1).max(200),
});

/** Marks a transfer that the merchant made at their own bank as paid, or as come to nothing. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(Body, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const { outcome, note } = body.value;
  const { result } = await payOutWorkflow(req.scope).run({
    input: {
      act: "confirm",
      payout_id: req.params.id ?? "",
      actor_id: req.auth_context.actor_id,
      outcome,
      note,
    },
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ payout: result.payout });
}

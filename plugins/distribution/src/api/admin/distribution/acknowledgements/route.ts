import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { z } from "zod";
import { acknowledgeTierTwoWorkflow } from "../../../../workflows/acknowledge-tier-two";
import { readInput } from "../../../read-input";
import { sendRefusal } from "../../../refusals";

const Body = z.object({ topic: z.literal("tier_two"), statement: z.string().max(2_000) });

/** Records, in the merchant's words and with who said it, that a second tier was understood. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(Body, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const { result } = await acknowledgeTierTwoWorkflow(req.scope).run({
    input: { actor_id: req.auth_context.actor_id, statement: body.value.statement },
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.status(201).json({ acknowledgement: { id: result.id } });
}

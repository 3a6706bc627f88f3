import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { issueShareToken } from "../../../../workflows/referral/issue-share-token";
import { readInput } from "../../../read-input";
import { sendRefusal } from "../../../refusals";
import { ShareTokenBody } from "../validators";

/** Gives a distributor a token for the shop or a product. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(ShareTokenBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const { target } = body.value;
  if (target.type === "product" && !(await isOnSale(req.scope, target.id))) {
    return sendRefusal(res, { kind: "refused", code: "product_unknown", field: "target.id" });
  }
  const result = await issueShareToken(req.scope, { customer_id: req.auth_context.actor_id, target });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.status(201).json({ share_token: result.share_token });
}

async function isOnSale(container: MedusaContainer, id: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "product",
    fields: ["id"],
    filters: { id, status: "published" },
  });
  return data.length > 0;
}

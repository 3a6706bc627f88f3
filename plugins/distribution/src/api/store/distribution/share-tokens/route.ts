import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { issueShareToken } from "../../../../workflows/referral/issue-share-token";
import { taking } from "../../../handlers";
import { ShareTokenBody } from "../validators";

/** Gives a distributor a token for the shop or a product. */
export const POST = taking(ShareTokenBody, async (req, res, { target }) => {
  if (target.type === "product" && !(await isOnSale(req.scope, target.id))) {
    return { kind: "refused", code: "product_unknown", field: "target.id" };
  }
  const result = await issueShareToken(req.scope, { customer_id: req.auth_context.actor_id, target });
  if (result.kind === "refused") return result;
  res.status(201).json({ share_token: result.share_token });
});

async function isOnSale(container: MedusaContainer, id: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "product",
    fields: ["id"],
    filters: { id, status: "published" },
  });
  return data.length > 0;
}

import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { homePreviewShape } from "../../../../../domain/home/block";
import { previewHome } from "../../../../../workflows/home/compose-home";
import { readOrRefuse, refusing } from "../../../../refusals";

/** What shoppers would see of these blocks. Changes nothing. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { blocks } = readOrRefuse(homePreviewShape, req.body);
  res.json(await previewHome(req.scope, blocks));
});

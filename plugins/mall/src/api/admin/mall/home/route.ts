import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { readHomeComposition } from "../../../../workflows/home/compose-home";
import { refusing } from "../../../refusals";

/** The home page's draft and its versions. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  res.json(await readHomeComposition(req.scope));
});

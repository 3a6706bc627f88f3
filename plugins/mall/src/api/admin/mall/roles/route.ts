import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { readStaff } from "../../../../workflows/admin-roles";
import { refusing } from "../../../refusals";

/** Everybody at the merchant's with their role, what each role allows, and who changed whose. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  res.json(await readStaff(req.scope));
});

import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { readBody } from "@tengman/plugin-kit";
import { importShape } from "../../../../../domain/parcels/to-ship";
import { refusal } from "../../../../../domain/refusal";
import { importShipments } from "../../../../../workflows/parcels/import-shipments";
import { RefusedError } from "../../../../../workflows/refused-error";
import { readOrRefuse, refusing } from "../../../../refusals";

const MOST_BYTES = 2 * 1024 * 1024;

/**
 * Reads a CSV file of shipments, the request's whole body: a trial unless `dry_run=false`. Some orders at a time; `next`
 * is the `from` of the next request. Refusals: `sheet_unreadable`, `sheet_too_large`.
 */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { dry_run, from } = readOrRefuse(importShape, req.query);
  const content = await readBody(req, res, MOST_BYTES);
  if (!content) throw new RefusedError(refusal("sheet_too_large"));
  const actor_id = req.auth_context.actor_id;
  res.json(await importShipments(req.scope, { content, dry_run, from, actor_id }));
});

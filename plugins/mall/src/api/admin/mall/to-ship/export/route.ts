import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { toShipFilterShape } from "../../../../../domain/parcels/to-ship";
import { exportWaiting } from "../../../../../workflows/parcels/export-waiting";
import { readOrRefuse, refusing } from "../../../../refusals";

/** What waits to be sent as a CSV file, to be filled in and imported. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const filter = readOrRefuse(toShipFilterShape, req.query);
  res.setHeader("content-type", "text/csv; charset=utf-8");
  res.setHeader("content-disposition", 'attachment; filename="to-ship.csv"');
  await pipeline(Readable.from(exportWaiting(req.scope, filter)), res);
});

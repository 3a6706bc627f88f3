import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { logisticsShape } from "../../../../domain/parcels/to-ship";
import { PARCELS_MODULE } from "../../../../modules/parcels";
import type { ParcelsService } from "../../../../modules/parcels/service";
import { readOrRefuse, refusing } from "../../../refusals";

const parcelsOf = (req: AuthenticatedMedusaRequest) => req.scope.resolve<ParcelsService>(PARCELS_MODULE);

/** Who tells where parcels are, and whether a signature is taken for receipt. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const parcels = parcelsOf(req);
  res.json({
    service: parcels.tracking?.name ?? null,
    receipt_on_signed: await parcels.receiptOnSigned(),
  });
});

/** Says whether a signature is taken for receipt: 204. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { receipt_on_signed } = readOrRefuse(logisticsShape, req.body);
  await parcelsOf(req).setReceiptOnSigned(receipt_on_signed, req.auth_context.actor_id, new Date());
  res.status(204).end();
});

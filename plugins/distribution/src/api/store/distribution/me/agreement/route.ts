import { distributorView } from "../../../../../modules/distribution/referral/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { taking } from "../../../../handlers";
import { AcceptAgreementBody } from "../../validators";

/** Accepts the agreement in force, as a distributor who accepted an earlier one. */
export const POST = taking(AcceptAgreementBody, async (req, res, body) => {
  const acceptance = { customer_id: req.auth_context.actor_id, ...body, now: new Date() };
  const result = await distributionService(req.scope).referrals.joining.acceptAgreement(acceptance);
  if (result.kind === "refused") return result;
  res.json({ distributor: distributorView(result.distributor) });
});

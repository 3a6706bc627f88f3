import { correctionView } from "../../../../../modules/distribution/identity/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { answering, taking } from "../../../../handlers";
import { throttleFailures } from "../../../../rate-limit";
import { IdentityBody } from "../../validators";

/** The asking distributor's identity, its ends only, and their latest wish to have it corrected; null before either. */
export const GET = answering(async (req, res) => {
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (!distributor) return { kind: "refused", code: "not_a_distributor" };
  const wish = await service.identities.latestWish(distributor.id);
  res.json({
    identity: await service.identities.masked(distributor.id),
    correction: wish && correctionView(wish),
  });
});

/** Tells real name and ID number, without which nobody is paid. */
export const POST = taking(IdentityBody, async (req, res, { real_name, id_number, notice_version }) => {
  const input = { customer_id: req.auth_context.actor_id, real_name, id_number, notice_version };
  const { identities } = distributionService(req.scope);
  const result = await throttleFailures(req, res, () => identities.submit({ ...input, now: new Date() }));
  if (result.kind === "refused") return result;
  res.status(201).json({ identity: result.identity });
});

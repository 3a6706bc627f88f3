import { correctionView } from "../../../../../../modules/distribution/identity/views";
import { distributionService } from "../../../../../../workflows/distribution-service";
import { taking } from "../../../../../handlers";
import { throttleFailures } from "../../../../../rate-limit";
import { CorrectionBody } from "../../../validators";

/** Corrects the asking distributor's identity, or, once they were paid under it, asks the merchant to. */
export const POST = taking(
  CorrectionBody,
  async (req, res, { cause, real_name, id_number, notice_version }) => {
    const input = { customer_id: req.auth_context.actor_id, cause, real_name, id_number, notice_version };
    const { identities } = distributionService(req.scope);
    const result = await throttleFailures(req, res, () => identities.ask({ ...input, now: new Date() }));
    if (result.kind === "refused") return result;
    if (result.kind === "corrected") res.json({ identity: result.identity, correction: null });
    else res.status(201).json({ correction: correctionView(result.correction) });
  },
);

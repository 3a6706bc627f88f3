import { correctionView } from "../../../../../modules/distribution/identity/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { answering } from "../../../../handlers";

/** An open wish in the clear, to be compared with the person's document; the look is audited. */
export const GET = answering(async (req, res) => {
  const correction_id = req.params.id ?? "";
  const actor_id = req.auth_context.actor_id;
  const { identities } = distributionService(req.scope);
  const revealed = await identities.reveal({ correction_id, actor_id, now: new Date() });
  if (revealed.kind === "refused") return revealed;
  const { correction, told, asked } = revealed;
  res.setHeader("cache-control", "no-store");
  res.json({ correction: { ...correctionView(correction), told, asked } });
});

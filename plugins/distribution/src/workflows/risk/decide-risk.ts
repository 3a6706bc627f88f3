import type { MedusaContainer } from "@medusajs/framework/types";
import type { Refused } from "../../domain/errors";
import { type RiskCaseView, riskCaseEvent, riskCaseView } from "../../modules/distribution/risk/views";
import { announce } from "../announce";
import { distributionService } from "../distribution-service";

/** What people say about a case, each by its own person. */
export type RiskCommand =
  | { act: "hold"; distributor_id: string; actor_id: string; reason: string }
  | { act: "decide"; case_id: string; decision: "cleared" | "confirmed"; actor_id: string; reason: string }
  | { act: "appeal"; customer_id: string; appeal: string };

type Said = Awaited<
  ReturnType<
    | ReturnType<typeof distributionService>["risk"]["holdByHand"]
    | ReturnType<typeof distributionService>["risk"]["decide"]
    | ReturnType<typeof distributionService>["risk"]["appeal"]
  >
>;

/** The case after it, or why not. */
export type RiskCommandResult =
  | { kind: "opened" | "decided" | "appealed"; risk_case: RiskCaseView }
  | Refused<Extract<Said, { kind: "refused" }>["code"]>;

/** Holds money by hand, decides a case or appeals against one, and says so. */
export async function decideRisk(
  container: MedusaContainer,
  command: RiskCommand,
): Promise<RiskCommandResult> {
  const said = await say(distributionService(container).risk, command, new Date());
  if (said.kind === "refused") return said;
  await announce(container, `distribution.risk_case_${said.kind}`, riskCaseEvent(said.risk_case));
  return { kind: said.kind, risk_case: riskCaseView(said.risk_case) };
}

function say(
  risk: ReturnType<typeof distributionService>["risk"],
  command: RiskCommand,
  now: Date,
): Promise<Said> {
  switch (command.act) {
    case "hold":
      return risk.holdByHand({ ...command, now });
    case "decide":
      return risk.decide({ ...command, now });
    case "appeal":
      return risk.appeal({ ...command, now });
  }
}

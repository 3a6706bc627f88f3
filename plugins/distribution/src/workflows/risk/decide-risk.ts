import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  when,
} from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import type { Refused } from "../../domain/errors";
import {
  type RiskCaseEvent,
  type RiskCaseView,
  riskCaseEvent,
  riskCaseView,
} from "../../modules/distribution/risk/views";
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
  | { kind: "opened" | "decided" | "appealed"; risk_case: RiskCaseView; event: RiskCaseEvent }
  | Refused<Extract<Said, { kind: "refused" }>["code"]>;

const decideRiskStep = createStep(
  "distribution-decide-risk",
  async (command: RiskCommand, { container }): Promise<StepResponse<RiskCommandResult>> => {
    const said = await say(distributionService(container).risk, command, new Date());
    if (said.kind === "refused") return new StepResponse<RiskCommandResult>(said);
    const { kind, risk_case } = said;
    return new StepResponse<RiskCommandResult>({
      kind,
      risk_case: riskCaseView(risk_case),
      event: riskCaseEvent(risk_case),
    });
  },
);

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

/** Holds money by hand, decides a case or appeals against one, and says so. */
export const decideRiskWorkflow = createWorkflow("distribution-decide-risk", (command: RiskCommand) => {
  const result = decideRiskStep(command);
  when("distribution-risk-said", { result }, ({ result }) => result.kind !== "refused").then(() => {
    const event = transform({ result }, ({ result }) => ({
      name: `distribution.risk_case_${result.kind}`,
      data: result.kind === "refused" ? {} : result.event,
    }));
    emitEventStep({ eventName: event.name, data: event.data });
  });
  return new WorkflowResponse(result);
});

import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import type { Refused } from "../../domain/errors";
import type { Issuer } from "../../modules/distribution/referral/invitation";
import { type InvitationView, invitationView } from "../../modules/distribution/referral/invitation-views";
import { distributionService } from "../distribution-service";

/** What somebody does about invitations. */
export type InvitationCommand =
  | { act: "issue"; issuer: Issuer; note: string | null }
  | { act: "revoke"; code: string; actor_id: string };

/** The invitation issued, that one was revoked, or why not. */
export type InvitationCommandResult =
  | { kind: "issued"; invitation: InvitationView }
  | { kind: "revoked" }
  | Refused<
      | "invitations_closed"
      | "not_a_distributor"
      | "too_many_invitations"
      | "invitation_unknown"
      | "invitation_spent"
    >;

const inviteDistributorStep = createStep(
  "distribution-invite-distributor",
  async (command: InvitationCommand, { container }): Promise<StepResponse<InvitationCommandResult>> => {
    const { joining } = distributionService(container).referrals;
    const now = new Date();
    if (command.act === "revoke") {
      const { code, actor_id } = command;
      const result = await joining.revokeInvitation({ code, actor_id, now });
      return new StepResponse<InvitationCommandResult>(result);
    }
    const { issuer, note } = command;
    const result = await joining.invite({ issuer, note, now });
    if (result.kind === "refused") return new StepResponse<InvitationCommandResult>(result);
    const invitation = invitationView(result.invitation, now);
    return new StepResponse<InvitationCommandResult>({ kind: "issued", invitation });
  },
);

/** Issues an invitation to become a distributor, by the merchant or by a distributor, or revokes an unused one. */
export const inviteDistributorWorkflow = createWorkflow(
  "distribution-invite-distributor",
  (command: InvitationCommand) => new WorkflowResponse(inviteDistributorStep(command)),
);

import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { type Refused, refused } from "../../domain/errors";
import type { ChangeResult, ProposalResult } from "../../modules/distribution/referral/binding-change";
import { type BindingChangeView, bindingChangeView } from "../../modules/distribution/referral/views";
import { announce } from "../announce";
import { distributionService } from "../distribution-service";

/** What somebody does about a manual change. */
export type BindingChangeCommand =
  | {
      act: "propose";
      customer_id: string;
      to_distributor_id: string | null;
      actor_id: string;
      reason: string;
    }
  | { act: "approve" | "refuse"; change_id: string; actor_id: string; note: string | null };

type RefusalCode = Extract<ProposalResult | ChangeResult, { kind: "refused" }>["code"] | "customer_not_found";

/** The change as it is now, or why nothing happened. */
export type ChangeBindingResult = { kind: "done"; change: BindingChangeView } | Refused<RefusalCode>;

/**
 * Asks for, approves or refuses a manual change of a customer's inviter, and says so: `distribution.binding_change_open`,
 * `_approved` or `_refused`. Approving takes another person than asking, and concerns orders from then on.
 */
export async function changeBinding(
  container: MedusaContainer,
  command: BindingChangeCommand,
): Promise<ChangeBindingResult> {
  if (command.act === "propose" && !(await isCustomer(container, command.customer_id))) {
    return refused("customer_not_found", "customer_id");
  }
  const result = await carryOut(container, command);
  if (result.kind === "refused") return result;
  const change = bindingChangeView(result.change);
  const { id, kind, customer_id, state } = change;
  await announce(container, `distribution.binding_change_${state}`, { change_id: id, kind, customer_id });
  return { kind: "done", change };
}

function carryOut(
  container: MedusaContainer,
  command: BindingChangeCommand,
): Promise<ProposalResult | ChangeResult> {
  const { bindings } = distributionService(container).referrals;
  const now = new Date();
  if (command.act === "propose") return bindings.propose({ ...command, now });
  return command.act === "approve"
    ? bindings.approve({ ...command, now })
    : bindings.refuse({ ...command, now });
}

async function isCustomer(container: MedusaContainer, id: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "customer", fields: ["id"], filters: { id } });
  return data.length > 0;
}

import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { isQuiet } from "@tengman/values";
import { messageText, type Unreached, unreachedBecause } from "../../domain/outreach";
import type { DueMessage } from "../../modules/crm/storage/outreach-store";
import { crmOf } from "../crm-module";
import { overBecause } from "../plays/still-due";

/** So many messages go out in one run. */
const AT_ONCE = 200;

/**
 * Sends what waits, outside of the quiet hours. A person may have withdrawn their consent or been written to since the
 * outreach began, and a play's occasion may be over, so all is asked again before each message.
 */
export async function sendMessages(container: MedusaContainer, now: Date): Promise<void> {
  const { outreach, options } = crmOf(container);
  if (!options.message_workflow || isQuiet(now, options.quiet_hours)) {
    return;
  }
  for (let sent = 0; sent < AT_ONCE; sent++) {
    const due = await outreach.take(now);
    if (!due) {
      return;
    }
    const skipped = (await overBecause(container, due, now)) ?? (await unreached(container, due, now));
    if (skipped) {
      await outreach.settle(due, "skipped", skipped, now);
      continue;
    }
    const failure = await trySending(container, options.message_workflow, due);
    await outreach.settle(due, failure === null ? "sent" : "failed", failure, now);
  }
}

async function unreached(
  container: MedusaContainer,
  { customer_id }: DueMessage,
  now: Date,
): Promise<Unreached | null> {
  const person = await crmOf(container).outreach.reachable(customer_id, now);
  return person ? unreachedBecause(person, now) : "no_consent";
}

/** @returns why the message did not go out; null when it did */
async function trySending(
  container: MedusaContainer,
  workflow: string,
  due: DueMessage,
): Promise<string | null> {
  const { customer_id, message, promotion_code } = due;
  const input = { customer_id, text: messageText(message, promotion_code) };
  const { result, errors } = await container
    .resolve(Modules.WORKFLOW_ENGINE)
    .run(workflow, { input, throwOnError: false });
  if (errors.length > 0) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error("crm could not send a message", errors[0]?.error);
    return "error";
  }
  const said = result as { kind: string; reason?: string };
  return said.kind === "sent" ? null : (said.reason ?? "refused");
}

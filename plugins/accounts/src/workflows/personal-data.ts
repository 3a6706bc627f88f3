import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { DataSubject, PersonalDataAct } from "@tengman/plugin-kit";
import { ACCOUNTS_MODULE } from "../modules/accounts";
import type { AccountsService } from "../modules/accounts/service";

export const accountsOf = (container: MedusaContainer): AccountsService => container.resolve(ACCOUNTS_MODULE);

/** Asks one plugin about a customer's data. @param workflow the plugin's name for that question */
export async function askPlugin<Answer>(
  container: MedusaContainer,
  workflow: string,
  act: PersonalDataAct,
  subject: DataSubject & { into_customer_id?: string },
): Promise<Answer> {
  const engine = container.resolve(Modules.WORKFLOW_ENGINE);
  const { result } = await engine.run(workflow, { input: { act, ...subject } });
  return result as Answer;
}

/** The logins that act for a customer. */
export async function authIdentitiesOf(container: MedusaContainer, customer_id: string): Promise<string[]> {
  const found = await container
    .resolve(Modules.AUTH)
    .listAuthIdentities({ app_metadata: { customer_id } }, { select: ["id"] });
  return found.map(({ id }) => id);
}

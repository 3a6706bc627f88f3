import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows";

const PROVIDER = "emailpass";

/** The merchant who logs in to the admin; an account that exists keeps its password. */
export async function ensureMerchant(
  container: MedusaContainer,
  merchant: { email: string; password: string },
): Promise<void> {
  const [known] = await container.resolve(Modules.USER).listUsers({ email: merchant.email });
  if (known) return;
  await createUserAccountWorkflow(container).run({
    input: {
      authIdentityId: await ensureIdentity(container, merchant),
      userData: { email: merchant.email, first_name: "店主" },
    },
  });
}

/** An interrupted seed may have left the identity without its user. */
async function ensureIdentity(
  container: MedusaContainer,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const auth = container.resolve(Modules.AUTH);
  const [known] = await auth.listAuthIdentities({
    provider_identities: { entity_id: email, provider: PROVIDER },
  });
  if (known) return known.id;
  const { authIdentity, error } = await auth.register(PROVIDER, { body: { email, password } });
  if (!authIdentity)
    throw new MedusaError(MedusaError.Types.INVALID_DATA, error ?? "the merchant was not registered");
  return authIdentity.id;
}

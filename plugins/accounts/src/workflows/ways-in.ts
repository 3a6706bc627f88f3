import type { MedusaContainer, ProviderIdentityDTO } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { lockInTurn } from "@tengman/plugin-kit";
import { unlinkRefusal } from "../domain/identity";
import type { AccountRefusal } from "../domain/refusal";

const LOCK_WAIT_S = 10;
const LOCK = { timeout: LOCK_WAIT_S };

/** The ways of logging in of one account, and the lock they change under. */
export async function waysIn(
  container: MedusaContainer,
  auth_identity_id: string,
): Promise<ProviderIdentityDTO[]> {
  const auth = container.resolve(Modules.AUTH);
  return auth.listProviderIdentities({ auth_identity_id });
}

/** Whose a way in is; null for nobody's. */
export async function ownerOf(
  container: MedusaContainer,
  provider: string,
  entity_id: string,
): Promise<string | null> {
  const [owner] = await container.resolve(Modules.AUTH).listProviderIdentities({ provider, entity_id });
  return owner?.auth_identity_id ?? null;
}

/**
 * Adds a proved number or address to an account, in place of an earlier one of its kind.
 * @param finish does the rest while nobody else changes this account; it may set a password
 * @returns why not, or null
 */
export function linkWayIn(
  container: MedusaContainer,
  given: { auth_identity_id: string; provider: "phone" | "email"; entity_id: string },
  finish: () => Promise<void>,
): Promise<AccountRefusal | null> {
  const auth = container.resolve(Modules.AUTH);
  const locking = container.resolve(Modules.LOCKING);
  const { auth_identity_id, provider, entity_id } = given;
  // The value first: two accounts that want the same one take turns.
  const keys = [`way-in:${provider}:${entity_id}`, `account:${auth_identity_id}`];
  return lockInTurn(
    locking,
    keys,
    async () => {
      const [owner] = await auth.listProviderIdentities({ provider, entity_id });
      if (owner && owner.auth_identity_id !== auth_identity_id) return "identity_taken";
      const earlier = await auth.listProviderIdentities({ provider, auth_identity_id });
      if (!owner) await auth.createProviderIdentities([{ provider, entity_id, auth_identity_id }]);
      await finish();
      const replaced = earlier.filter((one) => one.entity_id !== entity_id).map(({ id }) => id);
      if (replaced.length > 0) await auth.deleteProviderIdentities(replaced);
      return null;
    },
    LOCK_WAIT_S,
  );
}

/** Takes a way in away. @returns why not, or null */
export function unlinkWayIn(
  container: MedusaContainer,
  auth_identity_id: string,
  provider: string,
): Promise<AccountRefusal | null> {
  return container.resolve(Modules.LOCKING).execute(
    [`account:${auth_identity_id}`],
    async () => {
      const all = await waysIn(container, auth_identity_id);
      const refusal = unlinkRefusal(
        provider,
        all.map((one) => one.provider),
      );
      if (refusal) return refusal;
      const ids = all.filter((one) => one.provider === provider).map(({ id }) => id);
      await container.resolve(Modules.AUTH).deleteProviderIdentities(ids);
      return null;
    },
    LOCK,
  );
}

import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { lockInTurn } from "@tengman/plugin-kit";
import { type MergeSide, mergePlan } from "../domain/merge";
import type { AccountRefusal } from "../domain/refusal";
import { dissolveAccount } from "./close-account";
import { accountsOf, askPlugin } from "./personal-data";
import { waysIn } from "./ways-in";

/** official-account's workflow that writes down whose a WeChat person is. */
const RECORD_WECHAT_PERSON = "ensure-wechat-customer";
const LOCK_WAIT_S = 20;

export type Merged =
  | { kind: "refused"; refusal: AccountRefusal }
  /** Under which identity the person goes on. */
  | { kind: "merged"; auth_identity_id: string };

interface Account {
  auth_identity_id: string;
  /** Null for a WeChat person who has not become a customer yet. */
  customer_id: string | null;
}

async function accountOf(container: MedusaContainer, auth_identity_id: string): Promise<Account> {
  const { app_metadata } = await container.resolve(Modules.AUTH).retrieveAuthIdentity(auth_identity_id);
  const customer_id = app_metadata?.customer_id;
  return { auth_identity_id, customer_id: typeof customer_id === "string" ? customer_id : null };
}

/** Whether anything hangs on an account that must not be lost. */
async function isUsed(container: MedusaContainer, { customer_id }: Account, now: Date): Promise<boolean> {
  if (customer_id === null) return false;
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "customer",
    fields: ["addresses.id", "groups.id"],
    filters: { id: customer_id },
  });
  const [customer] = data;
  if ((customer?.addresses?.length ?? 0) + (customer?.groups?.length ?? 0) > 0) return true;
  const subject = { customer_id, closed_at: null, now: now.toISOString() };
  for (const workflow of accountsOf(container).personal_data) {
    if (await askPlugin<boolean>(container, workflow, "is_used", subject)) return true;
  }
  return false;
}

/**
 * Makes two accounts one, where one of them is unused. The other one's ways in come along; of two of a kind the one that
 * stays keeps its own, but for what was just proved.
 * @param proved the way in by which `mine` proved to be `theirs`
 */
export function mergeAccounts(
  container: MedusaContainer,
  { mine, theirs, proved }: { mine: string; theirs: string; proved: string },
  now: Date,
): Promise<Merged> {
  const keys = [mine, theirs].sort().map((id) => `account:${id}`);
  return lockInTurn(
    container.resolve(Modules.LOCKING),
    keys,
    async () => {
      const [one, other] = await Promise.all([mine, theirs].map((id) => accountOf(container, id)));
      if (!one || !other) throw new Error("two accounts were to be merged");
      const [of_one, of_other] = await Promise.all([
        sideOf(container, one, now),
        sideOf(container, other, now),
      ]);
      const plan = mergePlan(of_one, of_other);
      if (plan === "identity_taken" || plan === "wechat_taken") return { kind: "refused", refusal: plan };
      const [from, into] = plan === "theirs_into_mine" ? [other, one] : [one, other];
      await absorb(container, from, into, plan === "theirs_into_mine" ? proved : "", now);
      return { kind: "merged", auth_identity_id: into.auth_identity_id };
    },
    LOCK_WAIT_S,
  );
}

async function sideOf(container: MedusaContainer, account: Account, now: Date): Promise<MergeSide> {
  const ways = await waysIn(container, account.auth_identity_id);
  return { is_used: await isUsed(container, account, now), providers: ways.map(({ provider }) => provider) };
}

async function absorb(
  container: MedusaContainer,
  from: Account,
  into: Account,
  proved: string,
  now: Date,
): Promise<void> {
  const moved = await accountsOf(container).moveWaysIn(from.auth_identity_id, into.auth_identity_id, proved);
  if (moved.includes("wechat")) {
    const input = { auth_identity_id: into.auth_identity_id };
    await container.resolve(Modules.WORKFLOW_ENGINE).run(RECORD_WECHAT_PERSON, { input });
  }
  await handOver(container, from, into, now);
  if (from.customer_id !== null) await dissolveAccount(container, from.customer_id, now);
  else await container.resolve(Modules.AUTH).deleteAuthIdentities([from.auth_identity_id]);
}

/** Lets every plugin hand over what an unused account may still have, such as a cart. */
async function handOver(container: MedusaContainer, from: Account, into: Account, now: Date): Promise<void> {
  if (from.customer_id === null || into.customer_id === null) return;
  const subject = {
    customer_id: from.customer_id,
    into_customer_id: into.customer_id,
    closed_at: null,
    now: now.toISOString(),
  };
  for (const workflow of accountsOf(container).personal_data) {
    await askPlugin<null>(container, workflow, "hand_over", subject);
  }
}

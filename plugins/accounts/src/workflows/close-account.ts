import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { deleteFilesWorkflow } from "@medusajs/medusa/core-flows";
import type { ClosingRefusal, DataSubject } from "@tengman/plugin-kit";
import type { Closing } from "../modules/accounts/closing-store";
import { accountsOf, askPlugin, authIdentitiesOf } from "./personal-data";

const AT_ONCE = 50;

const subjectOf = ({ customer_id, closed_at }: Closing, now: Date): DataSubject => ({
  customer_id,
  closed_at: new Date(closed_at).toISOString(),
  now: now.toISOString(),
});

/** The first reason for which an account cannot be closed now, or null. */
export async function closingRefusalOf(
  container: MedusaContainer,
  customer_id: string,
  now: Date,
): Promise<ClosingRefusal | null> {
  const subject = { customer_id, closed_at: null, now: now.toISOString() };
  for (const workflow of accountsOf(container).personal_data) {
    const refusal = await askPlugin<ClosingRefusal | null>(container, workflow, "closing_refusal", subject);
    if (refusal) return refusal;
  }
  return null;
}

/**
 * Closes an account for good: nobody can log in to it from here on, and every plugin erases what it knows. What fails is
 * tried again by a job until it is done.
 * @returns why not, or null
 */
export function closeAccount(
  container: MedusaContainer,
  { customer_id, auth_identity_id }: { customer_id: string; auth_identity_id: string },
  now: Date,
): Promise<ClosingRefusal | null> {
  return container.resolve(Modules.LOCKING).execute(
    [`account:${auth_identity_id}`],
    async () => {
      const refusal = await closingRefusalOf(container, customer_id, now);
      if (refusal) return refusal;
      await dissolveAccount(container, customer_id, now);
      return null;
    },
    { timeout: 10 },
  );
}

/** Ends an account without asking whether it may: what cannot be erased now is erased by the job. */
export async function dissolveAccount(
  container: MedusaContainer,
  customer_id: string,
  now: Date,
): Promise<void> {
  const { closings } = accountsOf(container);
  await closings.begin(customer_id, await authIdentitiesOf(container, customer_id), now);
  const closing = await closings.find(customer_id);
  if (closing) await continueClosing(container, closing, now);
}

/** Erases what is left of closed accounts, and in time what the law had kept of them. */
export async function continueClosings(container: MedusaContainer, now: Date): Promise<void> {
  const due = await accountsOf(container).closings.due(now, AT_ONCE);
  for (const closing of due) await continueClosing(container, closing, now);
}

async function continueClosing(container: MedusaContainer, closing: Closing, now: Date): Promise<void> {
  const accounts = accountsOf(container);
  const { customer_id } = closing;
  const failed: string[] = [];
  const attempt = async (name: string, work: () => Promise<unknown>) => {
    await work().catch((error: unknown) => {
      failed.push(name);
      const reason = error instanceof Error ? error.name : "unknown";
      container.resolve(ContainerRegistrationKeys.LOGGER).error(`${name} could not be erased: ${reason}`);
    });
  };
  await attempt("log-ins", () => eraseLogIns(container, closing));
  for (const workflow of accounts.personal_data) {
    await attempt(workflow, () => askPlugin(container, workflow, "erase", subjectOf(closing, now)));
  }
  await attempt("the picture", () => erasePicture(container, customer_id));
  // The customer goes last: whatever failed above may still have to look them up.
  if (failed.length === 0) await attempt("the customer", () => accounts.erase(customer_id));
  if (failed.length === 0) await accounts.closings.finish(customer_id, now);
  else await accounts.closings.fail(closing, failed.join(", "), now);
}

async function eraseLogIns(
  container: MedusaContainer,
  { customer_id, auth_identity_ids }: Closing,
): Promise<void> {
  const sessions = container.resolve<Sessions | undefined>("customerSessions", { allowUnregistered: true });
  for (const auth_identity_id of auth_identity_ids) {
    await sessions?.end({ auth_identity_id, issued_at_s: 0 }, "", new Date(Date.now() + 1_000));
  }
  const left = await authIdentitiesOf(container, customer_id);
  if (left.length > 0) await container.resolve(Modules.AUTH).deleteAuthIdentities(left);
}

async function erasePicture(container: MedusaContainer, customer_id: string): Promise<void> {
  const file_id = await accountsOf(container).profiles.avatarOf(customer_id);
  if (file_id) await deleteFilesWorkflow(container).run({ input: { ids: [file_id] } });
}

/** mall's `customerSessions`. */
interface Sessions {
  end(claims: { auth_identity_id: string; issued_at_s: number }, token: string, now: Date): Promise<void>;
}

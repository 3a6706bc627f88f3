import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { RefusedError } from "../domain/refusal";

/** The names of people at the merchant's, by id. */
export async function nameUsers(
  container: MedusaContainer,
  user_ids: readonly (string | null)[],
): Promise<Record<string, string>> {
  const ids = [...new Set(user_ids.filter((id): id is string => id !== null))];
  const users = await container.resolve(Modules.USER).listUsers({ id: ids });
  return Object.fromEntries(
    users.map(({ id, first_name, last_name, email }) => [
      id,
      `${last_name ?? ""}${first_name ?? ""}`.trim() || email,
    ]),
  );
}

/** @throws RefusedError `user_unknown` */
export async function requireUser(container: MedusaContainer, id: string, field: string): Promise<void> {
  if (!(id in (await nameUsers(container, [id])))) {
    throw new RefusedError("user_unknown", field);
  }
}

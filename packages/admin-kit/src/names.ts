import { useQuery } from "@tanstack/react-query";
import { sdk } from "./client";
import { t } from "./translation";

/** Names change seldom. */
export const NAME_STAYS_MS = 5 * 60_000;

interface Person {
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
}

/** A person's name as Chinese writes it; who has none is named by phone or e-mail. */
export const personName = ({ first_name, last_name, email, phone }: Person): string =>
  [last_name, first_name].filter(Boolean).join("") || phone || email || t("未命名顾客");

/** Ids are long; their end tells them apart. */
export function shortId(id: string): string {
  const [prefix, rest] = id.split("_");
  return rest && /^[0-9A-Z]{20,}$/.test(rest) ? `${prefix}_…${rest.slice(-8)}` : id;
}

/** The names of the admin's users; who was removed shows the end of their id. */
export function useUserNames(ids: readonly string[]): (id: string) => string {
  const users = [...new Set(ids.filter((id) => id.startsWith("user_")))].sort();
  const { data } = useQuery({
    queryKey: ["user-names", users],
    queryFn: () => sdk.admin.user.list({ id: users, limit: 100, fields: "id,email,first_name,last_name" }),
    enabled: users.length > 0,
    staleTime: NAME_STAYS_MS,
  });
  const names = new Map((data?.users ?? []).map(({ id, ...person }) => [id, personName(person)]));
  return (id) => names.get(id) ?? shortId(id);
}

import { useQueries, useQuery } from "@tanstack/react-query";
import { messages, read, sdk, t } from "@tengman/admin-kit";
import { DISTRIBUTORS, type DistributorPage } from "../referral/distributor";

const NAME_STAYS_MS = 5 * 60_000;

/** Who is no person of the shop. */
const OTHERS: Record<string, string> = messages({ system: "系统", payouts: "全部提现" });

/** The names behind the ids of users, customers and distributors; what has none shows the end of its id. */
export function useNames(ids: readonly string[]): (id: string) => string {
  const of = (prefix: string) => [...new Set(ids.filter((id) => id.startsWith(prefix)))].sort();
  const users = useQuery({
    queryKey: ["distribution-names", of("user_")],
    queryFn: () =>
      sdk.admin.user.list({ id: of("user_"), limit: 100, fields: "id,email,first_name,last_name" }),
    enabled: of("user_").length > 0,
    staleTime: NAME_STAYS_MS,
  });
  const customers = useQuery({
    queryKey: ["distribution-names", of("cus_")],
    queryFn: () =>
      sdk.admin.customer.list({ id: of("cus_"), limit: 100, fields: "id,email,phone,first_name,last_name" }),
    enabled: of("cus_").length > 0,
    staleTime: NAME_STAYS_MS,
  });
  const distributors = useQueries({
    queries: of("dist_").map((id) => ({
      queryKey: ["distribution-names", id],
      queryFn: () => read<DistributorPage>(DISTRIBUTORS, { q: id, limit: 1 }),
      staleTime: NAME_STAYS_MS,
    })),
  });
  const names = new Map<string, string>();
  for (const { id, ...person } of users.data?.users ?? []) names.set(id, personName(person));
  for (const { id, ...person } of customers.data?.customers ?? []) names.set(id, personName(person));
  for (const { id, display_name } of distributors.flatMap(({ data }) => data?.distributors ?? [])) {
    names.set(id, display_name);
  }
  return (id) => names.get(id) ?? OTHERS[id] ?? shortId(id);
}

interface Person {
  first_name: string | null;
  last_name: string | null;
  email?: string | null;
  phone?: string | null;
}

const personName = ({ first_name, last_name, email, phone }: Person): string =>
  [last_name, first_name].filter(Boolean).join("") || phone || email || t("未命名顾客");

/** Ids are long; their end tells them apart. */
function shortId(id: string): string {
  const [prefix, rest] = id.split("_");
  return rest && /^[0-9A-Z]{20,}$/.test(rest) ? `${prefix}_…${rest.slice(-8)}` : id;
}

import { useQueries, useQuery } from "@tanstack/react-query";
import { messages, NAME_STAYS_MS, personName, read, sdk, shortId, useUserNames } from "@tengman/admin-kit";
import { DISTRIBUTORS, type DistributorPage } from "../referral/distributor";

/** Who is no person of the shop. */
const OTHERS: Record<string, string> = messages({ system: "系统", payouts: "全部提现" });

/** The names behind the ids of users, customers and distributors; what has none shows the end of its id. */
export function useNames(ids: readonly string[]): (id: string) => string {
  const of = (prefix: string) => [...new Set(ids.filter((id) => id.startsWith(prefix)))].sort();
  const userName = useUserNames(ids);
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
  for (const { id, ...person } of customers.data?.customers ?? []) names.set(id, personName(person));
  for (const { id, display_name } of distributors.flatMap(({ data }) => data?.distributors ?? [])) {
    names.set(id, display_name);
  }
  return (id) => {
    const known = names.get(id) ?? OTHERS[id];
    return known ?? (id.startsWith("user_") ? userName(id) : shortId(id));
  };
}

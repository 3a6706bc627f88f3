import { useQueries } from "@tanstack/react-query";
import { findTargets, type Target } from "./plan";
import { TARGET_WORDS } from "./plan-texts";

/** What a rule is for, in words; a name that is not known yet stands as its kind alone. */
export function useTargetNames(targets: readonly Target[]): (target: Target) => string {
  const types = ["variant", "product", "collection", "category"] as const;
  const found = useQueries({
    queries: types.map((type) => {
      const ids = [...new Set(targets.flatMap((one) => (one.type === type ? [one.id] : [])))].filter(Boolean);
      return {
        queryKey: ["distribution-target-names", type, ...ids],
        queryFn: () => findTargets(type, { id: ids }),
        enabled: ids.length > 0,
      };
    }),
  });
  const names = new Map(
    found.flatMap(({ data }) => (data ?? []).map(({ id, label }) => [id, label] as const)),
  );
  return (target) => {
    const kind = TARGET_WORDS[target.type];
    const name = target.type === "all" ? undefined : names.get(target.id);
    return name ? `${kind}「${name}」` : kind;
  };
}

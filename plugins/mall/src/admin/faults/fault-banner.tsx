import { Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { Card, read, Status, t } from "@tengman/admin-kit";
import { FAULTS, type FaultPage } from "./fault";

/** What is wrong with one product or order; nothing is shown while nothing is. */
export const FaultBanner = ({ subject_id, changed_at }: { subject_id: string; changed_at: unknown }) => {
  const { data } = useQuery({
    // Saving changes the time, and so asks again.
    queryKey: ["mall-faults", subject_id, String(changed_at)],
    queryFn: () => read<FaultPage>(FAULTS, { subject_id }),
  });
  if (!data?.faults.length) return null;
  return (
    <Card
      title={t("待修复")}
      testId="fault-banner"
      aside={<Status label={t("{{count}} 处", { count: data.faults.length })} color="red" />}
    >
      {data.faults.map(({ id, label, title, detail, remedy }) => (
        <div key={id} className="px-6 py-3">
          <Text size="small" weight="plus">{`${label}：${title}`}</Text>
          <Text size="small">{detail}</Text>
          <Text size="small" className="text-ui-fg-subtle">
            {remedy}
          </Text>
        </div>
      ))}
    </Card>
  );
};

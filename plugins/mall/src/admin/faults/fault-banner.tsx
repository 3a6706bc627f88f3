import { Container, Heading, StatusBadge, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { fetchFaults } from "./requests";

/** What is wrong with one product or order; nothing is shown while nothing is. */
export const FaultBanner = ({ subject_id, changed_at }: { subject_id: string; changed_at: unknown }) => {
  const { data } = useQuery({
    // Saving changes the time, and so asks again.
    queryKey: ["mall-faults", subject_id, String(changed_at)],
    queryFn: () => fetchFaults({ subject_id }),
  });
  if (!data?.faults.length) return null;
  return (
    <Container className="divide-y p-0" data-testid="fault-banner">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">待修复</Heading>
        <StatusBadge color="red">{`${data.faults.length} 处`}</StatusBadge>
      </div>
      {data.faults.map(({ id, label, title, detail, remedy }) => (
        <div key={id} className="px-6 py-3">
          <Text size="small" weight="plus">{`${label}：${title}`}</Text>
          <Text size="small">{detail}</Text>
          <Text size="small" className="text-ui-fg-subtle">
            {remedy}
          </Text>
        </div>
      ))}
    </Container>
  );
};

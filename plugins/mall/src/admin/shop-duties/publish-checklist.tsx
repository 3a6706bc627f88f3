import { Badge, Button, Container, Heading, StatusBadge, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { fetchPublishCheck, type PublishCheck } from "./requests";

export const PUBLISH_CHECK_KEY = ["mall-publish-check"];

/** «Can this shop open?», requirement by requirement, what is missing first. */
export const PublishChecklist = () => {
  const { data, isError, isFetching, refetch } = useQuery({
    queryKey: PUBLISH_CHECK_KEY,
    queryFn: fetchPublishCheck,
  });
  return (
    <Container className="divide-y p-0" data-testid="publish-check">
      <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <div>
          <div className="flex items-center gap-x-2">
            <Heading>开店自检</Heading>
            {data && (
              <Badge size="2xsmall" color={data.ready ? "green" : "orange"} data-testid="publish-ready">
                {data.ready ? "可以开店" : "尚缺事项"}
              </Badge>
            )}
          </div>
          <Text size="small" className="text-ui-fg-subtle">
            上线前逐项核对法律要求公示的内容；自检不能代替法律意见
          </Text>
        </div>
        <Button size="small" variant="secondary" isLoading={isFetching} onClick={() => refetch()}>
          重新检查
        </Button>
      </div>
      {data && <Findings findings={data.findings} />}
      {!data && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
          {isError ? "自检没有完成，请重试" : "正在检查…"}
        </Text>
      )}
    </Container>
  );
};

const Findings = ({ findings }: Pick<PublishCheck, "findings">) => {
  const missingFirst = [...findings].sort(
    (one, other) => Number(one.state === "ok") - Number(other.state === "ok"),
  );
  return (
    <>
      {missingFirst.map(({ id, state, title, law, remedy }) => (
        <div
          key={id}
          className="flex gap-x-4 px-6 py-3"
          data-testid="publish-finding"
          data-finding={id}
          data-state={state}
        >
          <div className="w-24 shrink-0">
            <StatusBadge color={state === "ok" ? "green" : "orange"}>
              {state === "ok" ? "已具备" : "缺少"}
            </StatusBadge>
          </div>
          <div className="flex flex-col gap-y-1">
            <Text size="small" weight="plus">
              {title}
            </Text>
            <Text size="small" className="text-ui-fg-subtle">
              {law}
            </Text>
            {remedy && <Text size="small">{remedy}</Text>}
          </div>
        </div>
      ))}
    </>
  );
};

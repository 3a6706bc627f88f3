import { Badge, Button, Container, Heading, StatusBadge, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { t } from "@tengman/admin-kit";
import { fetchPublishCheck, type PublishCheck } from "./requests";

export const PUBLISH_CHECK_KEY = ["mall-publish-check"];

/** «Can this shop open?», requirement by requirement, what is missing first. */
export const PublishChecklist = () => {
  const { data, isError, isFetching, refetch } = useQuery({
    queryKey: PUBLISH_CHECK_KEY,
    queryFn: fetchPublishCheck,
  });
  const missing = data?.findings.filter(({ state }) => state !== "ok").length ?? 0;
  return (
    <Container className="divide-y p-0" data-testid="publish-check">
      <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <div>
          <div className="flex items-center gap-x-2">
            <Heading>{t("开店自检")}</Heading>
            {data && (
              <Badge size="2xsmall" color={data.ready ? "green" : "orange"} data-testid="publish-ready">
                {data.ready ? t("可以开店") : t("有 {{count}} 项待完善", { count: missing })}
              </Badge>
            )}
          </div>
          <Text size="small" className="text-ui-fg-subtle">
            {t("上线前逐项核对法律要求公示的内容；自检不能代替法律意见")}
          </Text>
        </div>
        <Button size="small" variant="secondary" isLoading={isFetching} onClick={() => refetch()}>
          {t("重新检查")}
        </Button>
      </div>
      {data && <Findings findings={data.findings} />}
      {!data && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
          {isError ? t("自检没有完成，请重试") : t("正在检查…")}
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
              {state === "ok" ? t("已完善") : t("待完善")}
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

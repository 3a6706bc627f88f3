import { Text } from "@medusajs/ui";
import { Decisions, DetailDrawer, Note, signedYuan, t, timeText, yuan } from "@tengman/admin-kit";
import { Differences } from "./differences";
import type { Plan, PlanDraft, Simulation } from "./plan";
import { targetsOf } from "./plan-drawer";
import { planDifferences } from "./plan-lines";
import { useTargetNames } from "./target-names";

/** What publishing would change of the version in force, what it would have cost, and the last word. */
export const PublishDrawer = ({
  draft,
  running,
  simulation,
  onClose,
  onPublish,
}: {
  draft: PlanDraft;
  running: Plan | null;
  simulation: Simulation | null;
  onClose: () => void;
  onPublish: () => Promise<void>;
}) => {
  const nameOf = useTargetNames([...targetsOf(draft), ...(running ? targetsOf(running) : [])]);
  const differences = planDifferences(running, draft, nameOf);
  return (
    <DetailDrawer
      title={t("发布分佣方案")}
      testId="publish-plan"
      onClose={onClose}
      footer={
        <Decisions
          decisions={[
            {
              id: "publish",
              label: t("发布"),
              happens: draft.effective_from
                ? t("{{time}} 生效。发布后不能修改或删除，只能再发布新的版本。", {
                    time: timeText(draft.effective_from),
                  })
                : t("立即生效。发布后不能修改或删除，只能再发布新的版本。"),
            },
          ]}
          onDone={() => undefined}
          onDecide={async () => {
            await onPublish();
            return "";
          }}
        />
      }
    >
      <Note>
        {running
          ? t("与生效中的第 {{version}} 版相比", { version: running.version })
          : t("第一个版本：发布后顾客才能加入")}
      </Note>
      {differences.length > 0 ? <Differences differences={differences} /> : <Note>{t("内容相同")}</Note>}
      {simulation ? <LastSimulation simulation={simulation} /> : <Note>{t("还没有试算过这份草案")}</Note>}
    </DetailDrawer>
  );
};

const LastSimulation = ({ simulation: { orders, commission } }: { simulation: Simulation }) => {
  const change = BigInt(commission.draft_fen) - BigInt(commission.frozen_fen);
  return (
    <div className="px-6 py-4" data-testid="publish-simulation">
      <Text size="small" weight="plus">
        {t("最近一次试算")}
      </Text>
      <Text size="small">
        {t("{{orders}} 笔订单的佣金 {{draft}}，原为 {{frozen}}（{{change}}）", {
          orders,
          draft: yuan(commission.draft_fen),
          frozen: yuan(commission.frozen_fen),
          change: signedYuan(change),
        })}
      </Text>
    </div>
  );
};

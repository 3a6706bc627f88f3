import { Button } from "@medusajs/ui";
import { DetailDrawer, Fact, Facts, Note, Status, t, timeText } from "@tengman/admin-kit";
import { Differences } from "./differences";
import type { Plan, Target } from "./plan";
import { planDifferences, planLines } from "./plan-lines";
import { planStatus } from "./plan-texts";
import { useTargetNames } from "./target-names";

/** What every rule and campaign of a plan is for. */
export const targetsOf = ({ rules, campaigns }: Pick<Plan, "rules" | "campaigns">): Target[] =>
  [...rules, ...campaigns.flatMap(({ rates }) => rates)].map(({ target }) => target);

/** A published version: everything it says, and what it changed of the version before it. */
export const PlanDrawer = ({
  plan,
  previous,
  inForce,
  onClose,
  onStart,
}: {
  plan: Plan;
  previous: Plan | null;
  inForce: string | null;
  onClose: () => void;
  /** Starts a draft from this version. */
  onStart: () => void;
}) => {
  const nameOf = useTargetNames([...targetsOf(plan), ...(previous ? targetsOf(previous) : [])]);
  const differences = previous ? planDifferences(previous, plan, nameOf) : [];
  return (
    <DetailDrawer
      title={t("第 {{version}} 版 · {{name}}", { version: plan.version, name: plan.name })}
      testId="plan-drawer"
      onClose={onClose}
      footer={
        <div className="flex justify-end">
          <Button size="small" variant="secondary" onClick={onStart}>
            {t("以此版本起草")}
          </Button>
        </div>
      }
    >
      <Facts>
        <Fact name={t("状态")}>
          <Status {...planStatus(plan, inForce, Date.now())} />
        </Fact>
        <Fact name={t("发布时间")}>{timeText(plan.published_at)}</Fact>
        <Fact name={t("生效时间")}>{timeText(plan.effective_from)}</Fact>
        {planLines(plan, nameOf).map(({ id, name, text }) => (
          <Fact key={id} name={name}>
            <span className="whitespace-pre-wrap">{text || "—"}</span>
          </Fact>
        ))}
      </Facts>
      {previous && (
        <div className="py-2">
          <Note>{t("与第 {{version}} 版的差异", { version: previous.version })}</Note>
          {differences.length > 0 ? <Differences differences={differences} /> : <Note>{t("内容相同")}</Note>}
        </div>
      )}
    </DetailDrawer>
  );
};

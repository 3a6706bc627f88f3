import { Button, Input, Label, Select, Switch, Text } from "@medusajs/ui";
import { send, t, useCommand } from "@tengman/admin-kit";
import { useState } from "react";
import { DISTRIBUTORS, type DistributorDetail } from "./distributor";

const NONE = "none";

/** Gives a grade by hand, with a reason, or gives it back to the figures; nothing where the plan has no grades. */
export const GradeForm = ({ detail, onDone }: { detail: DistributorDetail; onDone: () => void }) => {
  const { distributor, grades } = detail;
  const [code, setCode] = useState(distributor.grade_code ?? NONE);
  const [isPinned, setIsPinned] = useState(distributor.grade_is_pinned);
  const [reason, setReason] = useState("");
  const giving = useCommand(async () => {
    await send(`${DISTRIBUTORS}/${distributor.id}/grade`, {
      grade_code: code === NONE ? null : code,
      is_pinned: isPinned,
      reason: reason.trim(),
    });
    setReason("");
    return t("等级已调整，对之后的订单生效");
  }, onDone);
  if (grades.length === 0) return null;
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      <Label size="small">{t("等级")}</Label>
      <Select size="small" value={code} onValueChange={setCode}>
        <Select.Trigger aria-label={t("等级")}>
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          <Select.Item value={NONE}>{t("无等级")}</Select.Item>
          {grades.map(({ code: one, name }) => (
            <Select.Item key={one} value={one}>
              {name}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
      <div className="flex items-center gap-x-2">
        <Switch id="grade-pinned" size="small" checked={isPinned} onCheckedChange={setIsPinned} />
        <Label size="small" htmlFor="grade-pinned">
          {t("固定等级，不随业绩自动升降")}
        </Label>
      </div>
      <div className="flex gap-x-2">
        <Input
          size="small"
          aria-label={t("调整原因")}
          placeholder={t("调整原因")}
          value={reason}
          maxLength={200}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button
          size="small"
          variant="secondary"
          disabled={!reason.trim()}
          isLoading={giving.isBusy}
          onClick={() => giving.run(undefined)}
        >
          {t("调整")}
        </Button>
      </div>
      <Text size="xsmall" className="text-ui-fg-muted">
        {t("业绩只看本人直接推荐的销售额和本人佣金，不看人数")}
      </Text>
    </div>
  );
};

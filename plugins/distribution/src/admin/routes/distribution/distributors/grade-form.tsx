import { Button, Input, Label, Select, Switch, Text, toast } from "@medusajs/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { giveGrade, type PersonDetail } from "../../../ledger/people";

const NONE = "none";

/** Gives a grade by hand, with a reason, or gives it back to the figures. */
export const GradeForm = ({ detail, onDone }: { detail: PersonDetail; onDone: () => void }) => {
  const { distributor, grades } = detail;
  const [code, setCode] = useState(distributor.grade_code ?? NONE);
  const [isPinned, setIsPinned] = useState(distributor.grade_is_pinned);
  const [reason, setReason] = useState("");
  const giving = useMutation({
    mutationFn: () =>
      giveGrade(distributor.id, {
        grade_code: code === NONE ? null : code,
        is_pinned: isPinned,
        reason: reason.trim(),
      }),
    onSuccess: () => {
      toast.success("等级已调整，对之后的订单生效");
      setReason("");
      onDone();
    },
    onError: (error) => toast.error("没有调整", { description: error.message }),
  });
  return (
    <div className="flex flex-col gap-y-2">
      <Label size="small">等级</Label>
      <Select size="small" value={code} onValueChange={setCode}>
        <Select.Trigger aria-label="等级">
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          <Select.Item value={NONE}>无等级</Select.Item>
          {grades.map(({ code: one, name }) => (
            <Select.Item key={one} value={one}>
              {name}（{one}）
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
      <div className="flex items-center gap-x-2">
        <Switch id="grade-pinned" size="small" checked={isPinned} onCheckedChange={setIsPinned} />
        <Label size="small" htmlFor="grade-pinned">
          固定等级，不随业绩自动升降
        </Label>
      </div>
      <div className="flex gap-x-2">
        <Input
          size="small"
          aria-label="调整原因"
          placeholder="调整原因"
          value={reason}
          maxLength={200}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button
          size="small"
          variant="secondary"
          disabled={!reason.trim()}
          isLoading={giving.isPending}
          onClick={() => giving.mutate()}
        >
          调整
        </Button>
      </div>
      <Text size="xsmall" className="text-ui-fg-muted">
        业绩只看本人直接推荐的销售额和本人佣金，不看人数
      </Text>
    </div>
  );
};

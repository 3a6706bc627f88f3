import { Button, Drawer, Label, Text, Textarea, toast } from "@medusajs/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { moment } from "../../../ledger/amounts";
import { type BindingChange, decideChange } from "../../../ledger/people";

/** One change, and the decision about it by somebody else than who asked for it. */
export const ChangeDecision = ({
  change,
  onClose,
  onDone,
}: {
  change: BindingChange;
  onClose: () => void;
  onDone: () => void;
}) => {
  const [note, setNote] = useState("");
  const decision = useMutation({
    mutationFn: (act: "approve" | "refuse") => decideChange(change.id, act, note.trim()),
    onSuccess: () => {
      toast.success("已处理");
      onDone();
    },
    onError: (error) => toast.error("没有处理", { description: error.message }),
  });
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{change.kind === "unbind" ? "解除绑定" : "变更推荐人"}</Drawer.Title>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
          {[
            ["顾客", change.customer_name ?? change.customer_id],
            ["原推荐人", change.from_name ?? "无"],
            ["变更为", change.kind === "unbind" ? "无推荐人" : (change.to_name ?? "—")],
            ["提交人", change.asked_by_shopper ? "顾客本人" : change.requested_by],
            ["提交时间", moment(change.requested_at)],
            ["原因", change.reason],
            ...(change.decision_note ? [["处理说明", change.decision_note]] : []),
          ].map(([label, value]) => (
            <div key={label}>
              <Label size="small">{label}</Label>
              <Text size="small" className="whitespace-pre-wrap">
                {value}
              </Text>
            </div>
          ))}
          <Text size="small" className="text-ui-fg-subtle">
            只影响之后的订单，已下单的佣金归属不变。
          </Text>
          {change.state === "open" && (
            <div className="flex flex-col gap-y-2">
              <Label size="small" htmlFor="change-note">
                处理说明{change.asked_by_shopper ? "（顾客可见）" : ""}
              </Label>
              <Textarea
                id="change-note"
                value={note}
                maxLength={200}
                onChange={({ target }) => setNote(target.value)}
              />
            </div>
          )}
        </Drawer.Body>
        {change.state === "open" && (
          <Drawer.Footer>
            <Button
              size="small"
              variant="secondary"
              disabled={decision.isPending}
              onClick={() => decision.mutate("refuse")}
            >
              不通过
            </Button>
            <Button size="small" isLoading={decision.isPending} onClick={() => decision.mutate("approve")}>
              批准并执行
            </Button>
          </Drawer.Footer>
        )}
      </Drawer.Content>
    </Drawer>
  );
};

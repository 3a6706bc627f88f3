import { Button, Drawer, Label, Text, Textarea, toast } from "@medusajs/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { decideRisk, type RiskCase } from "../../../ledger/risk";
import { Signals } from "../../../ledger/risk-words";

/** One case, with the words the distributor said to it and the reason they will read. */
export const RiskDecision = ({
  risk_case,
  onClose,
  onDone,
}: {
  risk_case: RiskCase;
  onClose: () => void;
  onDone: () => void;
}) => {
  const [reason, setReason] = useState("");
  const decision = useMutation({
    mutationFn: (wanted: "cleared" | "confirmed") => decideRisk(risk_case.id, wanted, reason.trim()),
    onSuccess: () => {
      toast.success("已处理");
      onDone();
    },
    onError: (error) => toast.error("没有处理", { description: error.message }),
  });
  const canDecide = risk_case.state !== "cleared";
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{risk_case.display_name}</Drawer.Title>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-6 overflow-y-auto">
          <Signals signals={risk_case.signals} />
          {risk_case.decision_reason && (
            <div>
              <Label size="small">上次处理原因</Label>
              <Text size="small">{risk_case.decision_reason}</Text>
            </div>
          )}
          {risk_case.appeal && (
            <div>
              <Label size="small">分销商申诉</Label>
              <Text size="small" className="whitespace-pre-wrap">
                {risk_case.appeal}
              </Text>
            </div>
          )}
          {canDecide && (
            <div className="flex flex-col gap-y-2">
              <Label size="small" htmlFor="risk-reason">
                处理原因（分销商可见）
              </Label>
              <Textarea
                id="risk-reason"
                value={reason}
                maxLength={200}
                onChange={({ target }) => setReason(target.value)}
              />
            </div>
          )}
        </Drawer.Body>
        {canDecide && (
          <Drawer.Footer>
            <Button
              size="small"
              variant="danger"
              disabled={!reason.trim() || decision.isPending}
              onClick={() => decision.mutate("confirmed")}
            >
              {risk_case.state === "confirmed" ? "维持确认" : "确认违规"}
            </Button>
            <Button
              size="small"
              disabled={!reason.trim()}
              isLoading={decision.isPending}
              onClick={() => decision.mutate("cleared")}
            >
              解除
            </Button>
          </Drawer.Footer>
        )}
      </Drawer.Content>
    </Drawer>
  );
};

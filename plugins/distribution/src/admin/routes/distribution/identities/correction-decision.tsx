import { Button, Drawer, Label, Text, Textarea, toast } from "@medusajs/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import {
  type Correction,
  decideCorrection,
  type NameAndNumber,
  revealCorrection,
} from "../../../ledger/corrections";
import { CAUSES } from "./correction-words";

/** One wish: both identities, in the clear once the merchant asks for it, and the decision with its reason. */
export const CorrectionDecision = ({
  correction,
  onClose,
  onDone,
}: {
  correction: Correction;
  onClose: () => void;
  onDone: () => void;
}) => {
  const look = useMutation({
    mutationFn: () => revealCorrection(correction.id),
    onError: (error) => toast.error("无法查看", { description: error.message }),
  });
  const isOpen = correction.state === "open";
  const { told, asked } = look.data?.correction ?? correction;
  return (
    <Drawer open onOpenChange={(isStaying) => !isStaying && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{correction.distributor.display_name}</Drawer.Title>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-6 overflow-y-auto">
          <Text size="small">原因：{CAUSES[correction.cause]}</Text>
          <Identity label="当前登记" identity={told} />
          {isOpen && <Identity label="更正为" identity={asked} />}
          {isOpen && !look.data && (
            <div className="flex flex-col items-start gap-y-2">
              <Button
                size="small"
                variant="secondary"
                isLoading={look.isPending}
                onClick={() => look.mutate()}
              >
                查看完整信息
              </Button>
              <Text size="xsmall" className="text-ui-fg-muted">
                用于与身份证件核对，查看会记入操作记录
              </Text>
            </div>
          )}
          {correction.decision_reason && <Text size="small">处理原因：{correction.decision_reason}</Text>}
        </Drawer.Body>
        {isOpen && <Decision id={correction.id} onDone={onDone} />}
      </Drawer.Content>
    </Drawer>
  );
};

const Identity = ({ label, identity }: { label: string; identity: NameAndNumber | null }) => (
  <div className="flex flex-col gap-y-1">
    <Label size="small">{label}</Label>
    <Text size="small">{identity?.real_name ?? "—"}</Text>
    <Text size="small" className="text-ui-fg-subtle">
      {identity?.id_number ?? ""}
    </Text>
  </div>
);

const Decision = ({ id, onDone }: { id: string; onDone: () => void }) => {
  const [reason, setReason] = useState("");
  const decision = useMutation({
    mutationFn: (act: "approve" | "refuse") => decideCorrection(id, act, reason.trim()),
    onSuccess: () => {
      toast.success("已处理");
      onDone();
    },
    onError: (error) => toast.error("没有处理", { description: error.message }),
  });
  return (
    <Drawer.Footer className="flex-col items-stretch gap-y-3">
      <div className="flex flex-col gap-y-2">
        <Label size="small" htmlFor="correction-reason">
          处理原因（分销商可见）
        </Label>
        <Textarea
          id="correction-reason"
          value={reason}
          maxLength={200}
          placeholder="例如：已核对身份证原件"
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      <div className="flex justify-end gap-x-2">
        <Button
          size="small"
          variant="secondary"
          disabled={!reason.trim() || decision.isPending}
          onClick={() => decision.mutate("refuse")}
        >
          不通过
        </Button>
        <Button
          size="small"
          disabled={!reason.trim()}
          isLoading={decision.isPending}
          onClick={() => decision.mutate("approve")}
        >
          通过更正
        </Button>
      </div>
    </Drawer.Footer>
  );
};

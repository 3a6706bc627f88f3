import { Button, Drawer, Label, StatusBadge, Text, Textarea, toast } from "@medusajs/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { moment, yuan } from "../../../ledger/amounts";
import { decidePerson, fetchPerson, type PersonDetail, type StandingAct } from "../../../ledger/people";
import { ACTIONS } from "../audit/audit-words";
import { GradeForm } from "./grade-form";
import { HoldForm } from "./hold-form";
import { PersonBindings } from "./person-bindings";
import { DECISIONS, statusOf } from "./standing-words";

/** One distributor: status with its reason, balances, grade, what was decided before, and the next decision. */
export const PersonDrawer = ({
  id,
  onClose,
  onDone,
}: {
  id: string;
  onClose: () => void;
  onDone: () => void;
}) => {
  const { data, isPending, isError, refetch } = useQuery({
    queryKey: ["distribution-person", id],
    queryFn: () => fetchPerson(id),
  });
  const changed = () => {
    refetch();
    onDone();
  };
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{data?.distributor.display_name ?? "分销商"}</Drawer.Title>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-6 overflow-y-auto">
          {isPending && <Text size="small">正在读取…</Text>}
          {isError && (
            <Button size="small" variant="secondary" onClick={() => refetch()}>
              读取失败，重试
            </Button>
          )}
          {data && <Facts detail={data} />}
          {data && data.grades.length > 0 && data.distributor.status !== "closed" && (
            <GradeForm detail={data} onDone={changed} />
          )}
          {data && <PersonBindings id={data.distributor.id} customer_id={data.distributor.customer_id} />}
          {data && data.distributor.status !== "closed" && <HoldForm detail={data} onDone={changed} />}
          {data && <Trail detail={data} />}
        </Drawer.Body>
        {data && DECISIONS[data.distributor.status].length > 0 && <Decision detail={data} onDone={changed} />}
      </Drawer.Content>
    </Drawer>
  );
};

const Facts = ({ detail: { distributor } }: { detail: PersonDetail }) => (
  <div className="flex flex-col gap-y-2">
    <div className="flex items-center justify-between">
      <StatusBadge color={statusOf(distributor).color}>{statusOf(distributor).label}</StatusBadge>
      <Text size="xsmall" className="text-ui-fg-muted">
        {distributor.id}
      </Text>
    </div>
    {distributor.status_reason && <Text size="small">原因：{distributor.status_reason}</Text>}
    {[
      ["顾客编号", distributor.customer_id],
      ["推荐人", distributor.inviter?.display_name ?? "—"],
      ["推荐顾客", String(distributor.invited)],
      ["分销订单", String(distributor.orders)],
      ["待结算", yuan(distributor.pending_fen)],
      ["可提现", yuan(distributor.available_fen)],
      ["提现中", yuan(distributor.hold_fen)],
      ["欠款", yuan(distributor.debt_fen)],
      ["累计佣金", yuan(distributor.earned_fen)],
      ["协议版本", distributor.agreement_version],
    ].map(([label, value]) => (
      <div key={label} className="flex justify-between">
        <Text size="small" className="text-ui-fg-subtle">
          {label}
        </Text>
        <Text size="small">{value}</Text>
      </div>
    ))}
  </div>
);

const Trail = ({ detail: { decisions } }: { detail: PersonDetail }) => (
  <div className="flex flex-col gap-y-2">
    <Label size="small">操作记录</Label>
    {decisions.map(({ seq, occurred_at, action, reason, actor_id }) => (
      <div key={seq}>
        <Text size="small">
          {ACTIONS[action] ?? action}
          {reason && `：${reason}`}
        </Text>
        <Text size="xsmall" className="text-ui-fg-muted">
          {moment(occurred_at)} · {actor_id}
        </Text>
      </div>
    ))}
  </div>
);

const Decision = ({ detail, onDone }: { detail: PersonDetail; onDone: () => void }) => {
  const { id, status } = detail.distributor;
  const [reason, setReason] = useState("");
  const decision = useMutation({
    mutationFn: (act: StandingAct) => decidePerson(id, act, reason.trim()),
    onSuccess: () => {
      toast.success("已处理");
      setReason("");
      onDone();
    },
    onError: (error) => toast.error("没有处理", { description: error.message }),
  });
  return (
    <Drawer.Footer className="flex-col items-stretch gap-y-3">
      <div className="flex flex-col gap-y-2">
        <Label size="small" htmlFor="standing-reason">
          原因（分销商可见{status === "applied" ? "，通过时可不填" : ""}）
        </Label>
        <Textarea
          id="standing-reason"
          value={reason}
          maxLength={200}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      <div className="flex justify-end gap-x-2">
        {DECISIONS[status].map(({ act, label, isDanger }) => (
          <Button
            key={act}
            size="small"
            variant={isDanger ? "danger" : "primary"}
            disabled={decision.isPending || (act !== "approve" && !reason.trim())}
            onClick={() => decision.mutate(act)}
          >
            {label}
          </Button>
        ))}
      </div>
    </Drawer.Footer>
  );
};

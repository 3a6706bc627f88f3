import { Alert, Button, Container, Heading, StatusBadge, Text, toast } from "@medusajs/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { moment } from "../../../ledger/amounts";
import { fetchVerification, type Verification, verifyLedger } from "../../../ledger/book-requests";

const KEY = ["distribution-verification"];

/** Says whether the ledger holds, and recomputes it when asked. */
export const LedgerVerification = () => {
  const client = useQueryClient();
  const { data, isError } = useQuery({ queryKey: KEY, queryFn: fetchVerification });
  const { mutate, isPending } = useMutation({
    mutationFn: verifyLedger,
    onSuccess: (found) => {
      client.setQueryData(KEY, found);
      if (!found.verification.difference) toast.success("账本核对一致");
    },
    onError: ({ message }) => toast.error(message),
  });
  const verification = data?.verification;
  return (
    <Container className="divide-y p-0" data-testid="ledger-verification">
      <div className="flex items-center justify-between gap-x-4 px-6 py-4">
        <div>
          <Heading>账本核对</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            从每一笔转账重新计算余额、佣金、追回、提现、代扣税与已封存月份
          </Text>
        </div>
        <Button size="small" isLoading={isPending} onClick={() => mutate()}>
          立即核对
        </Button>
      </div>
      {isError && (
        <Text size="small" className="text-ui-fg-error px-6 py-4">
          核对记录读取失败
        </Text>
      )}
      {data && !verification && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          还没有核对过。系统每天凌晨自动核对一次。
        </Text>
      )}
      {verification && <Found verification={verification} />}
    </Container>
  );
};

const Found = ({ verification }: { verification: Verification }) => {
  const { difference, ended_at, transfers, closed_months } = verification;
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div className="flex items-center gap-x-3">
        <StatusBadge color={difference ? "red" : "green"}>{difference ? "发现差异" : "一致"}</StatusBadge>
        <Text size="small" className="text-ui-fg-subtle">
          {moment(ended_at)} · 核对转账 {transfers} 笔，已封存 {closed_months} 个月
        </Text>
      </div>
      {difference && (
        <Alert variant="error" data-testid="ledger-difference">
          <Text size="small" weight="plus">
            {difference.table} · {difference.key} · {difference.field}
          </Text>
          <Text size="small">
            应为 {difference.expected}，实际 {difference.found}（检查项 {difference.check}）
          </Text>
        </Alert>
      )}
    </div>
  );
};

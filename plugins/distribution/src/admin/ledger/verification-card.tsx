import { Alert, Button, Text } from "@medusajs/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Card, Loaded, Note, read, Status, send, t, timeText, useCommand } from "@tengman/admin-kit";
import { VERIFY, type Verification } from "./verification";

const KEY = ["distribution-verification"];

/** Says whether the ledger holds, and recomputes it when asked. */
export const VerificationCard = () => {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: KEY,
    queryFn: () => read<{ verification: Verification | null }>(VERIFY),
  });
  const verifying = useCommand(
    async () => {
      const found = await send<{ verification: Verification }>(VERIFY);
      client.setQueryData(KEY, found);
      return found.verification.difference ? "" : t("账本核对一致");
    },
    () => undefined,
  );
  return (
    <Card
      title={t("账本核对")}
      note={t("从每一笔转账重新计算余额、佣金、追回、提现、代扣税与已封存月份")}
      testId="ledger-verification"
      aside={
        <Button size="small" isLoading={verifying.isBusy} onClick={() => verifying.run(undefined)}>
          {t("立即核对")}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ verification }) =>
          verification ? (
            <Found verification={verification} />
          ) : (
            <Note>{t("还没有核对过。系统每天凌晨自动核对一次。")}</Note>
          )
        }
      </Loaded>
    </Card>
  );
};

const Found = ({ verification }: { verification: Verification }) => {
  const { difference, ended_at, transfers, closed_months } = verification;
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div className="flex flex-wrap items-center gap-3">
        <Status
          {...(difference ? { label: t("发现差异"), color: "red" } : { label: t("一致"), color: "green" })}
        />
        <Text size="small" className="text-ui-fg-subtle">
          {t("{{time}} · 核对转账 {{transfers}} 笔，已封存 {{closed_months}} 个月", {
            time: timeText(ended_at),
            transfers,
            closed_months,
          })}
        </Text>
      </div>
      {difference && (
        <Alert variant="error" data-testid="ledger-difference">
          <Text size="small" weight="plus">
            {difference.table} · {difference.key} · {difference.field}
          </Text>
          <Text size="small">
            {t("应为 {{expected}}，实际 {{found}}（检查项 {{check}}）", {
              expected: difference.expected,
              found: difference.found,
              check: difference.check,
            })}
          </Text>
        </Alert>
      )}
    </div>
  );
};

import { Button, Input, Label, Text } from "@medusajs/ui";
import { PageLink, send, t, useCommand } from "@tengman/admin-kit";
import { useState } from "react";

/** Holds a distributor's money by hand until the case is decided among the risk cases. */
export const HoldForm = ({ id, onDone }: { id: string; onDone: () => void }) => {
  const [reason, setReason] = useState("");
  const holding = useCommand(async () => {
    await send("/admin/distribution/risk", { distributor_id: id, reason: reason.trim() });
    setReason("");
    return t("资金已暂停，可在风险核查中解除");
  }, onDone);
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      <Label size="small" htmlFor="hold-reason">
        {t("暂停资金")}
      </Label>
      <div className="flex gap-x-2">
        <Input
          id="hold-reason"
          size="small"
          placeholder={t("原因，留存于操作记录")}
          value={reason}
          maxLength={200}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button
          size="small"
          variant="secondary"
          disabled={!reason.trim()}
          isLoading={holding.isBusy}
          onClick={() => holding.run(undefined)}
        >
          {t("暂停")}
        </Button>
      </div>
      <Text size="xsmall" className="text-ui-fg-muted">
        {t("暂停期间不能提现，佣金也不结算；由商家解除，分销商可以申诉。")}{" "}
        <PageLink to="/distribution/risk">{t("去风险核查")}</PageLink>
      </Text>
    </div>
  );
};

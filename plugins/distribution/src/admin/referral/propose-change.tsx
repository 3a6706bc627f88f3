import { Button, Drawer, Label, Text, Textarea } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { messages, read, send, t, useCommand } from "@tengman/admin-kit";
import { useState } from "react";
import { CHANGES, type ChangePreview, type Choice, searchCustomers, searchDistributors } from "./change";
import { ChoosePerson } from "./choose-person";

/** What a look at a change may answer, for the merchant. */
const OUTCOMES: Record<string, string> = messages({
  can_change: "可以变更",
  not_bound: "该顾客当前没有推荐人",
  same_inviter: "对方已是当前推荐人",
  self_referral: "不能成为自己的推荐人",
  referral_loop: "对方是该顾客推荐的下级",
  inviter_not_active: "对方当前不能作为推荐人",
  changed_recently: "近期刚变更过，仍在冷静期",
  change_open: "已有一个待处理的变更",
  distributor_not_found: "没有找到该分销商",
  not_eligible: "推荐链过长",
});

/** Asks for a change of inviter; a look at what it would do comes first. */
export const ProposeChange = ({ onClose, onDone }: { onClose: () => void; onDone: () => void }) => {
  const [customer, setCustomer] = useState<Choice | null>(null);
  const [distributor, setDistributor] = useState<Choice | null>(null);
  const [reason, setReason] = useState("");
  const customer_id = customer?.id ?? "";
  const distributor_id = distributor?.id;
  const preview = useQuery({
    queryKey: ["distribution-change-preview", customer_id, distributor_id],
    queryFn: () => read<ChangePreview>(`${CHANGES}/preview`, { customer_id, distributor_id }),
    enabled: customer_id !== "",
  });
  const proposal = useCommand(async () => {
    await send(CHANGES, { customer_id, distributor_id: distributor_id ?? null, reason: reason.trim() });
    return t("已提交，等待另一位同事复核");
  }, onDone);
  const outcome = preview.data?.outcome;
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content aria-describedby={undefined}>
        <Drawer.Header>
          <Drawer.Title>{t("提交推荐人变更")}</Drawer.Title>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
          <ChoosePerson
            label={t("顾客")}
            placeholder={t("姓名、昵称或手机号")}
            search={searchCustomers}
            chosen={customer}
            onChoose={setCustomer}
          />
          <ChoosePerson
            label={t("新推荐人（不选为解除绑定）")}
            placeholder={t("分销商名称")}
            search={searchDistributors}
            chosen={distributor}
            onChoose={setDistributor}
          />
          <div className="flex flex-col gap-y-2">
            <Label size="small" htmlFor="change-reason">
              {t("原因")}
            </Label>
            <Textarea
              id="change-reason"
              value={reason}
              maxLength={200}
              onChange={({ target }) => setReason(target.value)}
            />
          </div>
          {preview.data && outcome && (
            <Text size="small" data-testid="change-preview">
              {preview.data.from?.display_name ?? t("无推荐人")} →{" "}
              {preview.data.to?.display_name ?? t("无推荐人")}：{OUTCOMES[outcome] ?? outcome}
            </Text>
          )}
        </Drawer.Body>
        <Drawer.Footer>
          <Button
            size="small"
            disabled={outcome !== "can_change" || !reason.trim()}
            isLoading={proposal.isBusy}
            onClick={() => proposal.run(undefined)}
          >
            {t("提交复核")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  );
};

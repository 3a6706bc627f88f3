import { Button, Copy, Input, Label, Text } from "@medusajs/ui";
import { DetailDrawer, send, t, timeText, useCommand } from "@tengman/admin-kit";
import { useState } from "react";
import { INVITATIONS, type Invitation, invitationLink } from "./invitation";

/** Issues an invitation and shows its link, ready to be handed on. */
export const IssueInvitation = ({ onClose, onIssued }: { onClose: () => void; onIssued: () => void }) => {
  const [note, setNote] = useState("");
  const [issued, setIssued] = useState<Invitation | null>(null);
  const issuing = useCommand(async () => {
    const words = note.trim();
    const { invitation } = await send<{ invitation: Invitation }>(INVITATIONS, words ? { note: words } : {});
    setIssued(invitation);
    return "";
  }, onIssued);
  return (
    <DetailDrawer
      title={t("发出邀请")}
      onClose={onClose}
      footer={
        <div className="flex justify-end">
          {issued ? (
            <Button size="small" variant="secondary" onClick={onClose}>
              {t("完成")}
            </Button>
          ) : (
            <Button size="small" isLoading={issuing.isBusy} onClick={() => issuing.run(undefined)}>
              {t("生成邀请")}
            </Button>
          )}
        </div>
      }
    >
      {issued ? (
        <div className="flex flex-col gap-y-4 px-6 py-4" data-testid="issued-invitation">
          <Text size="small">
            {t("请把链接发给被邀请人，对方打开后同意协议即可加入。{{time}} 前有效，只能使用一次。", {
              time: timeText(issued.expires_at),
            })}
          </Text>
          <Handed label={t("邀请链接")} value={invitationLink(issued.code)} />
          <Handed label={t("邀请码")} value={issued.code} />
        </div>
      ) : (
        <div className="flex flex-col gap-y-2 px-6 py-4">
          <Label size="small" htmlFor="invitation-note">
            {t("备注（选填，仅自己可见）")}
          </Label>
          <Input
            id="invitation-note"
            size="small"
            placeholder={t("例如：西湖店店长")}
            value={note}
            maxLength={60}
            onChange={({ target }) => setNote(target.value)}
          />
        </div>
      )}
    </DetailDrawer>
  );
};

const Handed = ({ label, value }: { label: string; value: string }) => (
  <div className="flex flex-col gap-y-1">
    <Label size="small">{label}</Label>
    <div className="bg-ui-bg-subtle flex items-center justify-between gap-x-2 rounded-md px-3 py-2">
      <code className="text-ui-fg-base break-all text-xs">{value}</code>
      <Copy content={value} aria-label={t("复制{{what}}", { what: label })} />
    </div>
  </div>
);

import { Button, Copy, Drawer, Input, Label, Text, toast } from "@medusajs/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { moment } from "../../../ledger/amounts";
import { invitationLink, issueInvitation } from "../../../ledger/invitations";

/** Issues an invitation and shows its link, ready to be handed on. */
export const IssueInvitation = ({ onClose, onIssued }: { onClose: () => void; onIssued: () => void }) => {
  const [note, setNote] = useState("");
  const issue = useMutation({
    mutationFn: () => issueInvitation(note.trim()),
    onSuccess: onIssued,
    onError: (error) => toast.error("没有发出", { description: error.message }),
  });
  const issued = issue.data?.invitation;
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>发出邀请</Drawer.Title>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
          {issued ? (
            <div className="flex flex-col gap-y-4" data-testid="issued-invitation">
              <Text size="small">
                请把链接发给被邀请人，对方打开后同意协议即可加入。{moment(issued.expires_at)}{" "}
                前有效，只能使用一次。
              </Text>
              <Handed label="邀请链接" value={invitationLink(issued.code)} />
              <Handed label="邀请码" value={issued.code} />
            </div>
          ) : (
            <div className="flex flex-col gap-y-2">
              <Label size="small" htmlFor="invitation-note">
                备注（选填，仅自己可见）
              </Label>
              <Input
                id="invitation-note"
                size="small"
                placeholder="例如：西湖店店长"
                value={note}
                maxLength={60}
                onChange={({ target }) => setNote(target.value)}
              />
            </div>
          )}
        </Drawer.Body>
        <Drawer.Footer>
          {issued ? (
            <Button size="small" variant="secondary" onClick={onClose}>
              完成
            </Button>
          ) : (
            <Button size="small" isLoading={issue.isPending} onClick={() => issue.mutate()}>
              生成邀请
            </Button>
          )}
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  );
};

const Handed = ({ label, value }: { label: string; value: string }) => (
  <div className="flex flex-col gap-y-1">
    <Label size="small">{label}</Label>
    <div className="bg-ui-bg-subtle flex items-center justify-between gap-x-2 rounded-md px-3 py-2">
      <code className="text-ui-fg-base break-all text-xs">{value}</code>
      <Copy content={value} aria-label={`复制${label}`} />
    </div>
  </div>
);

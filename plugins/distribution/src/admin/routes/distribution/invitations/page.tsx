import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button, Container, Copy, Heading, StatusBadge, Table, Text, toast, usePrompt } from "@medusajs/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { moment } from "../../../ledger/amounts";
import { ListNote, Pager, useCursorList } from "../../../ledger/cursor-list";
import {
  fetchInvitations,
  type Invitation,
  invitationLink,
  revokeInvitation,
} from "../../../ledger/invitations";
import { IssueInvitation } from "./issue-invitation";

const STATES = {
  open: { label: "可使用", color: "green" },
  used: { label: "已使用", color: "blue" },
  revoked: { label: "已撤销", color: "grey" },
  expired: { label: "已过期", color: "grey" },
} as const;

/** Invitations to become a distributor: issued, handed on as a link or a code, and revoked while nobody used them. */
const InvitationsPage = () => {
  const [isIssuing, setIsIssuing] = useState(false);
  const list = useCursorList(["distribution-invitations"], fetchInvitations);
  const invitations = list.data?.invitations ?? [];
  return (
    <Container className="divide-y p-0" data-testid="distribution-invitations">
      <div className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
        <div>
          <Heading>邀请码</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            加入方式为“邀请”时，持邀请码的人才能加入；每个只能用一次，七天内有效，加入始终免费
          </Text>
        </div>
        <Button size="small" variant="secondary" onClick={() => setIsIssuing(true)}>
          发出邀请
        </Button>
      </div>
      <ListNote list={list} isEmpty={invitations.length === 0} empty="还没有发出过邀请" />
      {invitations.length > 0 && (
        <InvitationTable invitations={invitations} onRevoked={() => list.refetch()} />
      )}
      <Pager list={list} />
      {isIssuing && (
        <IssueInvitation
          onClose={() => setIsIssuing(false)}
          onIssued={() => {
            list.restart();
            list.refetch();
          }}
        />
      )}
    </Container>
  );
};

const InvitationTable = ({
  invitations,
  onRevoked,
}: {
  invitations: Invitation[];
  onRevoked: () => void;
}) => (
  <div className="overflow-x-auto">
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>邀请码</Table.HeaderCell>
          <Table.HeaderCell>状态</Table.HeaderCell>
          <Table.HeaderCell>备注</Table.HeaderCell>
          <Table.HeaderCell>发出人</Table.HeaderCell>
          <Table.HeaderCell>使用人</Table.HeaderCell>
          <Table.HeaderCell>发出时间</Table.HeaderCell>
          <Table.HeaderCell>有效期至</Table.HeaderCell>
          <Table.HeaderCell />
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.code} invitation={invitation} onRevoked={onRevoked} />
        ))}
      </Table.Body>
    </Table>
  </div>
);

const InvitationRow = ({ invitation, onRevoked }: { invitation: Invitation; onRevoked: () => void }) => {
  const { code, state, note, issuer, used_by, issued_at, expires_at } = invitation;
  const ask = usePrompt();
  const revocation = useMutation({
    mutationFn: () => revokeInvitation(code),
    onSuccess: () => {
      toast.success("已撤销");
      onRevoked();
    },
    onError: (error) => toast.error("没有撤销", { description: error.message }),
  });
  const revoke = async () => {
    const isSure = await ask({
      title: "撤销这个邀请？",
      description: "撤销后链接和邀请码立即失效。",
      confirmText: "撤销",
      cancelText: "取消",
    });
    if (isSure) revocation.mutate();
  };
  return (
    <Table.Row>
      <Table.Cell className="whitespace-nowrap">
        <span className="flex items-center gap-x-2">
          <code className="text-ui-fg-subtle">{code}</code>
          {state === "open" && <Copy content={code} aria-label="复制邀请码" />}
        </span>
      </Table.Cell>
      <Table.Cell className="whitespace-nowrap">
        <StatusBadge color={STATES[state].color}>{STATES[state].label}</StatusBadge>
      </Table.Cell>
      <Table.Cell className="max-w-48 truncate" title={note ?? ""}>
        {note ?? "—"}
      </Table.Cell>
      <Table.Cell className="whitespace-nowrap">{issuer?.display_name ?? "商家"}</Table.Cell>
      <Table.Cell className="whitespace-nowrap">{used_by?.display_name ?? "—"}</Table.Cell>
      <Table.Cell className="whitespace-nowrap">{moment(issued_at)}</Table.Cell>
      <Table.Cell className="whitespace-nowrap">{moment(expires_at)}</Table.Cell>
      <Table.Cell className="text-right">
        {state === "open" && (
          <span className="flex items-center justify-end gap-x-2">
            <Copy content={invitationLink(code)} asChild>
              <Button size="small" variant="transparent">
                复制链接
              </Button>
            </Copy>
            <Button size="small" variant="transparent" isLoading={revocation.isPending} onClick={revoke}>
              撤销
            </Button>
          </span>
        )}
      </Table.Cell>
    </Table.Row>
  );
};

export const config = defineRouteConfig({ label: "邀请码" });

export const handle = { breadcrumb: () => "邀请码" };

export default InvitationsPage;

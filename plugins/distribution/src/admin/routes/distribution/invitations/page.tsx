import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button, Copy, usePrompt } from "@medusajs/ui";
import { useQueryClient } from "@tanstack/react-query";
import {
  type Column,
  DistributorLink,
  ListPage,
  Status,
  send,
  t,
  timeText,
  useCommand,
} from "@tengman/admin-kit";
import { useState } from "react";
import {
  INVITATION_STATES,
  INVITATIONS,
  type Invitation,
  type InvitationPage,
  invitationLink,
} from "../../../referral/invitation";
import { IssueInvitation } from "../../../referral/issue-invitation";

const NAME = "distribution-invitations";

const columns = (onRevoked: () => void): Column<Invitation>[] => [
  {
    id: "code",
    title: t("邀请码"),
    cell: ({ code, state }) => (
      <span className="flex items-center gap-x-2">
        <code className="text-ui-fg-subtle">{code}</code>
        {state === "open" && <Copy content={code} aria-label={t("复制邀请码")} />}
      </span>
    ),
  },
  { id: "state", title: t("状态"), cell: ({ state }) => <Status {...INVITATION_STATES[state]} /> },
  { id: "note", title: t("备注"), cell: ({ note }) => note ?? "—" },
  { id: "issuer", title: t("发出人"), cell: ({ issuer }) => <Person person={issuer} none={t("商家")} /> },
  { id: "used_by", title: t("使用人"), cell: ({ used_by }) => <Person person={used_by} none="—" /> },
  { id: "issued", title: t("发出时间"), cell: ({ issued_at }) => timeText(issued_at) },
  { id: "expires", title: t("有效期至"), cell: ({ expires_at }) => timeText(expires_at) },
  {
    id: "actions",
    title: "",
    cell: ({ code, state }) => state === "open" && <OpenActions code={code} onRevoked={onRevoked} />,
  },
];

const Person = ({ person, none }: { person: Invitation["issuer"]; none: string }) =>
  person ? <DistributorLink id={person.id}>{person.display_name ?? t("未命名顾客")}</DistributorLink> : none;

const OpenActions = ({ code, onRevoked }: { code: string; onRevoked: () => void }) => {
  const ask = usePrompt();
  const revocation = useCommand(async () => {
    await send(`${INVITATIONS}/${encodeURIComponent(code)}/revoke`);
    return t("已撤销");
  }, onRevoked);
  const revoke = async () => {
    const isSure = await ask({
      title: t("撤销这个邀请？"),
      description: t("撤销后链接和邀请码立即失效。"),
      confirmText: t("撤销"),
      cancelText: t("取消"),
    });
    if (isSure) await revocation.run(undefined);
  };
  return (
    <span className="flex items-center justify-end gap-x-2">
      <Copy content={invitationLink(code)} asChild>
        <Button size="small" variant="transparent">
          {t("复制链接")}
        </Button>
      </Copy>
      <Button size="small" variant="transparent" isLoading={revocation.isBusy} onClick={revoke}>
        {t("撤销")}
      </Button>
    </span>
  );
};

/** Invitations to become a distributor: issued, handed on as a link or a code, and revoked while nobody used them. */
const InvitationsPage = () => {
  const [isIssuing, setIsIssuing] = useState(false);
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: [NAME] });
  return (
    <>
      <ListPage<Invitation, InvitationPage>
        name={NAME}
        title={t("邀请码")}
        note={t("加入方式为“邀请”时，持邀请码的人才能加入；每个只能用一次，七天内有效，加入始终免费")}
        path={INVITATIONS}
        rowsOf={({ invitations }) => invitations}
        rowId={({ code }) => code}
        columns={columns(refresh)}
        empty={t("还没有发出过邀请")}
        actions={
          <Button size="small" variant="secondary" onClick={() => setIsIssuing(true)}>
            {t("发出邀请")}
          </Button>
        }
      />
      {isIssuing && <IssueInvitation onClose={() => setIsIssuing(false)} onIssued={refresh} />}
    </>
  );
};

export const config = defineRouteConfig({ label: "邀请码", rank: 7, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("邀请码") };

export default InvitationsPage;

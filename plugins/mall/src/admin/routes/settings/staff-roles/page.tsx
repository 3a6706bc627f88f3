import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Select, Table, Text, usePrompt } from "@medusajs/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  Card,
  Loaded,
  Note,
  personName,
  read,
  send,
  t,
  timeText,
  useCommand,
  useUserNames,
} from "@tengman/admin-kit";
import {
  NO_ROLE,
  permissionsText,
  ROLE_NAMES,
  ROLES,
  type Role,
  type RoleChange,
  type Staff,
  type StaffMember,
} from "../../../staff/role";

const KEY = ["staff-roles"] as const;
const GIVEN: readonly Role[] = ["owner", "operator", "finance", "service"];

/** Who of the merchant's has which role; only an owner can change one. */
const StaffRolesPage = () => {
  const query = useQuery({ queryKey: KEY, queryFn: () => read<Staff>(ROLES) });
  return (
    <div className="flex flex-col gap-y-3" data-testid="staff-roles">
      <Loaded query={query}>
        {({ staff, roles, changes }) => (
          <>
            <Card
              title={t("成员角色")}
              note={t(
                "角色决定每位成员可以做什么，修改后立即生效；只有所有者可以修改，店铺至少保留一位所有者",
              )}
              level="h1"
            >
              <StaffTable staff={staff} roles={roles} />
            </Card>
            <Card title={t("角色说明")}>
              <RolesTable roles={roles} />
            </Card>
            <Card title={t("修改记录")}>
              {changes.length === 0 ? (
                <Note>{t("还没有修改过角色")}</Note>
              ) : (
                <ChangesTable changes={changes} />
              )}
            </Card>
          </>
        )}
      </Loaded>
    </div>
  );
};

const StaffTable = ({ staff, roles }: Pick<Staff, "staff" | "roles">) => (
  <Table>
    <Table.Header>
      <Table.Row>
        <Table.HeaderCell>{t("姓名")}</Table.HeaderCell>
        <Table.HeaderCell>{t("邮箱")}</Table.HeaderCell>
        <Table.HeaderCell>{t("角色")}</Table.HeaderCell>
      </Table.Row>
    </Table.Header>
    <Table.Body>
      {staff.map((member) => (
        <Table.Row key={member.id} data-testid="staff-row">
          <Table.Cell>{personName(member)}</Table.Cell>
          <Table.Cell>{member.email}</Table.Cell>
          <Table.Cell>
            {member.is_owner_by_configuration ? (
              <Text size="small">{t("所有者（服务器配置）")}</Text>
            ) : (
              <RoleSelect member={member} roles={roles} />
            )}
          </Table.Cell>
        </Table.Row>
      ))}
    </Table.Body>
  </Table>
);

const RoleSelect = ({ member, roles }: { member: StaffMember; roles: Staff["roles"] }) => {
  const ask = usePrompt();
  const queries = useQueryClient();
  const { run, isBusy } = useCommand(
    async (role: Role | null) => {
      await send(`${ROLES}/${member.id}`, { role });
      return t("已改为{{role}}", { role: ROLE_NAMES[role ?? NO_ROLE] });
    },
    () => queries.invalidateQueries({ queryKey: KEY }),
  );
  const choose = async (chosen: string) => {
    const role = GIVEN.find((one) => one === chosen) ?? null;
    const isSure = await ask({
      title: t("把 {{name}} 改为{{role}}？", { name: member.email, role: ROLE_NAMES[role ?? NO_ROLE] }),
      description: t("可以：{{permissions}}", {
        permissions: permissionsText(role ? roles[role] : ["read"], t("、")),
      }),
      confirmText: t("确认修改"),
      cancelText: t("返回"),
    });
    if (isSure) {
      await run(role);
    }
  };
  return (
    <Select size="small" value={member.role ?? NO_ROLE} disabled={isBusy} onValueChange={choose}>
      <Select.Trigger className="w-40" aria-label={t("{{name}} 的角色", { name: member.email })}>
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        {[...GIVEN, NO_ROLE].map((role) => (
          <Select.Item key={role} value={role}>
            {ROLE_NAMES[role as Role]}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  );
};

const RolesTable = ({ roles }: Pick<Staff, "roles">) => (
  <Table>
    <Table.Body>
      {GIVEN.map((role) => (
        <Table.Row key={role}>
          <Table.Cell className="whitespace-nowrap">{ROLE_NAMES[role]}</Table.Cell>
          <Table.Cell className="whitespace-normal py-2">{permissionsText(roles[role], t("、"))}</Table.Cell>
        </Table.Row>
      ))}
    </Table.Body>
  </Table>
);

const ChangesTable = ({ changes }: Pick<Staff, "changes">) => {
  const nameOf = useUserNames(changes.map(({ changed_by }) => changed_by));
  return (
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>{t("时间")}</Table.HeaderCell>
          <Table.HeaderCell>{t("成员")}</Table.HeaderCell>
          <Table.HeaderCell>{t("角色")}</Table.HeaderCell>
          <Table.HeaderCell>{t("操作人")}</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {changes.map((change) => (
          <ChangeRow key={`${change.user_id}${change.changed_at}`} change={change} nameOf={nameOf} />
        ))}
      </Table.Body>
    </Table>
  );
};

const ChangeRow = ({ change, nameOf }: { change: RoleChange; nameOf: (id: string) => string }) => (
  <Table.Row>
    <Table.Cell>{timeText(change.changed_at)}</Table.Cell>
    <Table.Cell>{change.email}</Table.Cell>
    <Table.Cell>
      {ROLE_NAMES[change.from_role ?? NO_ROLE]} → {ROLE_NAMES[change.to_role ?? NO_ROLE]}
    </Table.Cell>
    <Table.Cell>{nameOf(change.changed_by)}</Table.Cell>
  </Table.Row>
);

export const config = defineRouteConfig({ label: "成员角色", translationNs: "tengman" });

export const handle = { breadcrumb: () => t("成员角色") };

export default StaffRolesPage;

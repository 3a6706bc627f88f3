import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button } from "@medusajs/ui";
import { useQueryClient } from "@tanstack/react-query";
import { type Column, CustomerLink, ListPage, sendForm, t, useCommand } from "@tengman/admin-kit";

interface Task {
  readonly id: string;
  readonly customer_id: string;
  readonly customer_name: string;
  readonly title: string;
  readonly due_on: string | null;
  readonly assignee_id: string;
  readonly assignee: string;
  readonly done_at: string | null;
}

interface TaskPage {
  readonly tasks: Omit<Task, "assignee">[];
  readonly users: Readonly<Record<string, string>>;
  readonly count: number;
}

const NAME = "crm-tasks";

const columns = (onDone: () => void): Column<Task>[] => [
  { id: "title", title: t("待办"), cell: ({ title }) => title },
  {
    id: "customer",
    title: t("顾客"),
    cell: ({ customer_id, customer_name }) => <CustomerLink id={customer_id}>{customer_name}</CustomerLink>,
  },
  { id: "due", title: t("截止日期"), cell: ({ due_on }) => due_on ?? "—" },
  { id: "assignee", title: t("负责人"), cell: ({ assignee }) => assignee },
  {
    id: "action",
    title: "",
    cell: ({ id, done_at }) => <Finish id={id} isDone={done_at !== null} onDone={onDone} />,
  },
];

const Finish = ({ id, isDone, onDone }: { id: string; isDone: boolean; onDone: () => void }) => {
  const finishing = useCommand(async () => {
    await sendForm(`/admin/crm/tasks/${id}`, { is_done: !isDone });
    return isDone ? t("已重新打开") : t("已完成");
  }, onDone);
  return (
    <Button
      size="small"
      variant="secondary"
      isLoading={finishing.isBusy}
      onClick={() => finishing.run(undefined)}
    >
      {isDone ? t("重新打开") : t("完成")}
    </Button>
  );
};

/** What is to be done for customers, due first at the top. */
const TasksPage = () => {
  const queries = useQueryClient();
  return (
    <ListPage<Task, TaskPage>
      name={NAME}
      title={t("客户待办")}
      path="/admin/crm/tasks"
      rowsOf={({ tasks, users }) =>
        tasks.map((task) => ({ ...task, assignee: users[task.assignee_id] ?? "—" }))
      }
      rowId={({ id }) => id}
      columns={columns(() => queries.invalidateQueries({ queryKey: [NAME] }))}
      filters={[{ id: "state", label: t("状态"), options: { open: t("未完成"), done: t("已完成") } }]}
      start={{ state: "open" }}
      empty={t("没有待办")}
      isByOffset
    />
  );
};

export const config = defineRouteConfig({
  label: "客户待办",
  nested: "/customers",
  rank: 6,
  translationNs: "tengman",
});

export const handle = { breadcrumb: () => t("客户待办") };

export default TasksPage;

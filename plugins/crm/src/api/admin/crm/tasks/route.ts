import { crmOf } from "../../../../workflows/crm-module";
import { nameCustomers } from "../../../../workflows/customers";
import { nameUsers } from "../../../../workflows/users";
import { readOrRefuse, refusing } from "../../../answers";
import { taskListShape } from "../customers/validators";

/** Tasks of all customers, those due first at the top. */
export const GET = refusing(async (req, res) => {
  const wanted = readOrRefuse(taskListShape, req.query);
  const { care } = crmOf(req.scope);
  const [tasks, count] = await Promise.all([care.tasks(wanted), care.countTasks(wanted)]);
  const names = await nameCustomers(
    req.scope,
    tasks.map(({ customer_id }) => customer_id),
  );
  const users = await nameUsers(
    req.scope,
    tasks.map(({ assignee_id }) => assignee_id),
  );
  const named = tasks.map((task) => ({
    ...task,
    customer_name: names.get(task.customer_id)?.name ?? task.customer_id,
  }));
  res.json({ tasks: named, users, count });
});

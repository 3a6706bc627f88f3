import { crmOf } from "../../../../../../workflows/crm-module";
import { requireCustomers } from "../../../../../../workflows/customers";
import { requireUser } from "../../../../../../workflows/users";
import { changeOf, idOf, readOrRefuse, refusing } from "../../../../../answers";
import { taskShape } from "../../validators";

/** Something that is to be done for a customer. */
export const POST = refusing(async (req, res) => {
  const { assignee_id, ...task } = readOrRefuse(taskShape, req.body);
  const customer_id = idOf(req);
  const change = changeOf(req);
  await requireCustomers(req.scope, [customer_id]);
  if (assignee_id) {
    await requireUser(req.scope, assignee_id, "assignee_id");
  }
  const { care } = crmOf(req.scope);
  await care.addTask(customer_id, { ...task, assignee_id: assignee_id ?? change.actor_id }, change);
  res.status(201).json({ tasks: await care.tasks({ customer_id, limit: 50, offset: 0 }) });
});

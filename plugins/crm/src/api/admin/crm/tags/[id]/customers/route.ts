import { crmOf } from "../../../../../../workflows/crm-module";
import { requireCustomers } from "../../../../../../workflows/customers";
import { changeOf, idOf, readOrRefuse, refusing } from "../../../../../answers";
import { assignmentShape } from "../../validators";

/** Gives a tag to many customers at once, and takes it from others. */
export const POST = refusing(async (req, res) => {
  const { add, remove } = readOrRefuse(assignmentShape, req.body);
  await requireCustomers(req.scope, add, "add");
  res.json(await crmOf(req.scope).tags.assign(idOf(req), { add, remove }, changeOf(req)));
});

import { crmOf } from "../../../../../../workflows/crm-module";
import { requireCustomers } from "../../../../../../workflows/customers";
import { changeOf, idOf, readOrRefuse, refusing } from "../../../../../answers";
import { customerTagsShape } from "../../../tags/validators";

/** Gives a customer tags by hand, and takes others away. */
export const POST = refusing(async (req, res) => {
  const { add, remove } = readOrRefuse(customerTagsShape, req.body);
  const id = idOf(req);
  await requireCustomers(req.scope, [id]);
  const { tags } = crmOf(req.scope);
  await tags.assignToCustomer(id, { add, remove }, changeOf(req));
  res.json({ tags: await tags.ofCustomer(id) });
});

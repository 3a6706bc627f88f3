import { crmOf } from "../../../../../workflows/crm-module";
import { customerPage } from "../../../../../workflows/customer-page";
import { requireCustomers } from "../../../../../workflows/customers";
import { requireUser } from "../../../../../workflows/users";
import { changeOf, idOf, readOrRefuse, refusing } from "../../../../answers";
import { careShape } from "../validators";

/** What is known of a customer and done for them. */
export const GET = refusing(async (req, res) => {
  res.json(await customerPage(req.scope, idOf(req)));
});

/** Who looks after a customer, and whether they agreed to marketing. */
export const POST = refusing(async (req, res) => {
  const wanted = readOrRefuse(careShape, req.body);
  const id = idOf(req);
  await requireCustomers(req.scope, [id]);
  if (wanted.owner_id) {
    await requireUser(req.scope, wanted.owner_id, "owner_id");
  }
  await crmOf(req.scope).care.change(id, wanted, changeOf(req));
  res.json(await customerPage(req.scope, id));
});

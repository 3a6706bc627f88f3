import { crmOf } from "../../../../../../workflows/crm-module";
import { requireCustomers } from "../../../../../../workflows/customers";
import { changeOf, idOf, readOrRefuse, refusing } from "../../../../../answers";
import { noteShape } from "../../validators";

/** Writes a note about a customer. */
export const POST = refusing(async (req, res) => {
  const { body } = readOrRefuse(noteShape, req.body);
  const id = idOf(req);
  await requireCustomers(req.scope, [id]);
  const { care } = crmOf(req.scope);
  await care.addNote(id, body, changeOf(req));
  res.status(201).json({ notes: await care.notes(id) });
});

import { crmOf } from "../../../../../../../workflows/crm-module";
import { changeOf, idOf, refusing } from "../../../../../../answers";

/** Deletes a note. */
export const DELETE = refusing(async (req, res) => {
  const id = idOf(req, "note_id");
  await crmOf(req.scope).care.removeNote(idOf(req), id, changeOf(req));
  res.json({ id, deleted: true });
});

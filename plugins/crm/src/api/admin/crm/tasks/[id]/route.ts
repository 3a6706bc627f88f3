import { crmOf } from "../../../../../workflows/crm-module";
import { changeOf, idOf, readOrRefuse, refusing } from "../../../../answers";
import { finishShape } from "../../customers/validators";

/** A task is done, or open again. */
export const POST = refusing(async (req, res) => {
  const { is_done } = readOrRefuse(finishShape, req.body);
  res.json({ task: await crmOf(req.scope).care.finishTask(idOf(req), is_done, changeOf(req)) });
});

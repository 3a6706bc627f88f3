import { RefusedError } from "../../../../../domain/refusal";
import { crmOf } from "../../../../../workflows/crm-module";
import { changeOf, idOf, readExpression, readOrRefuse, refusing } from "../../../../answers";
import { savedSegmentShape } from "../validators";

/** Changes a segment's name and expression. */
export const POST = refusing(async (req, res) => {
  const { name, ...given } = readOrRefuse(savedSegmentShape, req.body);
  const expression = readExpression(given.expression);
  if (!expression) {
    throw new RefusedError("segment_invalid", "expression");
  }
  const id = await crmOf(req.scope).segments.save(idOf(req), { name, expression }, changeOf(req));
  res.json({ segment: { id, name, expression } });
});

/** Forgets a segment; what was sent to it stays. */
export const DELETE = refusing(async (req, res) => {
  const id = idOf(req);
  await crmOf(req.scope).segments.remove(id, changeOf(req));
  res.json({ id, deleted: true });
});

import { crmOf, segmentContext } from "../../../../../workflows/crm-module";
import { changeOf, idOf, readExpression, readOrRefuse, refusing } from "../../../../answers";
import { tagShape } from "../validators";

/** Renames a tag or gives it another rule, which is applied at once. */
export const POST = refusing(async (req, res) => {
  const { name, rule } = readOrRefuse(tagShape, req.body);
  const expression = readExpression(rule, "rule");
  const change = changeOf(req);
  const { tags } = crmOf(req.scope);
  const tag = await tags.change(idOf(req), name, expression, change);
  const applied = await tags.applyRule(tag.id, await segmentContext(req.scope, change.now));
  res.json({ tag, ...applied });
});

/** Deletes a tag and takes it from everybody. */
export const DELETE = refusing(async (req, res) => {
  const id = idOf(req);
  await crmOf(req.scope).tags.remove(id, changeOf(req));
  res.json({ id, deleted: true });
});

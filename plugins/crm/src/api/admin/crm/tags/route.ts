import { crmOf, segmentContext } from "../../../../workflows/crm-module";
import { changeOf, readExpression, readOrRefuse, refusing } from "../../../answers";
import { tagShape } from "./validators";

/** All tags with how many customers have them. */
export const GET = refusing(async (req, res) => {
  res.json({ tags: await crmOf(req.scope).tags.list() });
});

/** A new tag; one with a rule is set at once. */
export const POST = refusing(async (req, res) => {
  const { name, rule } = readOrRefuse(tagShape, req.body);
  const expression = readExpression(rule, "rule");
  const change = changeOf(req);
  const { tags } = crmOf(req.scope);
  const tag = await tags.create(name, expression, change);
  const applied = await tags.applyRule(tag.id, await segmentContext(req.scope, change.now));
  res.status(201).json({ tag, ...applied });
});

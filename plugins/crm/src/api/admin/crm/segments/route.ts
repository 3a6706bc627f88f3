import { RefusedError } from "../../../../domain/refusal";
import { crmOf } from "../../../../workflows/crm-module";
import { changeOf, readExpression, readOrRefuse, refusing } from "../../../answers";
import { savedSegmentShape } from "./validators";

/** All saved segments. */
export const GET = refusing(async (req, res) => {
  res.json({ segments: await crmOf(req.scope).segments.list() });
});

/** Saves a segment under a name. */
export const POST = refusing(async (req, res) => {
  const { name, ...given } = readOrRefuse(savedSegmentShape, req.body);
  const expression = readExpression(given.expression);
  if (!expression) {
    throw new RefusedError("segment_invalid", "expression");
  }
  const id = await crmOf(req.scope).segments.save(null, { name, expression }, changeOf(req));
  res.status(201).json({ segment: { id, name, expression } });
});

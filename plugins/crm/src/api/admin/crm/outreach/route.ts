import { RefusedError } from "../../../../domain/refusal";
import { crmOf } from "../../../../workflows/crm-module";
import { startOutreach } from "../../../../workflows/outreach/start-outreach";
import { changeOf, readExpression, readOrRefuse, refusing } from "../../../answers";
import { outreachShape } from "./validators";

/** The latest outreaches, with how many people are in each state. */
export const GET = refusing(async (req, res) => {
  res.json({ outreaches: await crmOf(req.scope).outreach.list() });
});

/** Starts an outreach to a segment. */
export const POST = refusing(async (req, res) => {
  const { expression, ...wanted } = readOrRefuse(outreachShape, req.body);
  const segment = readExpression(expression);
  if (!segment) {
    throw new RefusedError("segment_invalid", "expression");
  }
  const id = await startOutreach(req.scope, { ...wanted, expression: segment }, changeOf(req));
  res.status(201).json({ outreach: await crmOf(req.scope).outreach.find(id) });
});

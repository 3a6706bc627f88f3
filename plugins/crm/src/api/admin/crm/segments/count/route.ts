import { crmOf, segmentContext } from "../../../../../workflows/crm-module";
import { readExpression, readOrRefuse, refusing } from "../../../../answers";
import { countShape } from "../validators";

/** How many customers a segment has, while it is being written; without one, how many the shop has. */
export const POST = refusing(async (req, res) => {
  const expression = readExpression(readOrRefuse(countShape, req.body).expression);
  const context = await segmentContext(req.scope, new Date());
  res.json(await crmOf(req.scope).segments.count(expression, context));
});

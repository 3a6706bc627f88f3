import { RefusedError } from "../../../../../domain/refusal";
import { previewOutreach } from "../../../../../workflows/outreach/start-outreach";
import { readExpression, readOrRefuse, refusing } from "../../../../answers";
import { previewShape } from "../validators";

/** How many people an outreach to a segment would reach now, and why not the others. */
export const POST = refusing(async (req, res) => {
  const segment = readExpression(readOrRefuse(previewShape, req.body).expression);
  if (!segment) {
    throw new RefusedError("segment_invalid", "expression");
  }
  res.json({ reach: await previewOutreach(req.scope, segment, new Date()) });
});

import { measureOutreach } from "../../../../../workflows/outreach/measure-outreach";
import { idOf, refusing } from "../../../../answers";

/** An outreach with what those who were written to have bought, beside the control group. */
export const GET = refusing(async (req, res) => {
  res.json(await measureOutreach(req.scope, idOf(req)));
});

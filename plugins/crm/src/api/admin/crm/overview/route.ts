import { readOverview } from "../../../../workflows/overview";
import { refusing } from "../../../answers";

/** How the day goes beside others, and what waits for a decision. */
export const GET = refusing(async (req, res) => {
  res.json(await readOverview(req.scope, new Date()));
});

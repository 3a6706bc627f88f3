import { crmOf } from "../../../../workflows/crm-module";
import { refusing } from "../../../answers";

/** All plays, with how many people are in each state. */
export const GET = refusing(async (req, res) => {
  res.json({ plays: await crmOf(req.scope).plays.list() });
});

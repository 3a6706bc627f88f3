import { requireCustomers } from "../../../../../../workflows/customers";
import { timelineOf } from "../../../../../../workflows/timeline";
import { nameUsers } from "../../../../../../workflows/users";
import { idOf, refusing } from "../../../../../answers";

/** What happened to a customer, the latest first. */
export const GET = refusing(async (req, res) => {
  const id = idOf(req);
  await requireCustomers(req.scope, [id]);
  const events = await timelineOf(req.scope, id);
  const users = await nameUsers(
    req.scope,
    events.map(({ actor_id }) => actor_id ?? null),
  );
  res.json({ events, users });
});

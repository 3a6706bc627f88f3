import { eraseAccount } from "../../../../../workflows/identity/erase-account";
import { taking } from "../../../../handlers";
import { ClosureBody } from "../../validators";

/** Closes the asking distributor's account for good. */
export const POST = taking(ClosureBody, async (req, res) => {
  const result = await eraseAccount(req.scope, { customer_id: req.auth_context.actor_id });
  if (result.kind === "refused") return result;
  res.json({ closure: { identity_kept_until: result.identity_kept_until } });
});

import { changeBinding } from "../../../../../../../workflows/referral/change-binding";
import { taking } from "../../../../../../handlers";
import { DecideChangeBody } from "../../../../validators";

/** Leaves the inviter as they are; whoever asked reads the note. */
export const POST = taking(DecideChangeBody, async (req, res, body) => {
  const result = await changeBinding(req.scope, {
    act: "refuse",
    change_id: req.params.id ?? "",
    actor_id: req.auth_context.actor_id,
    note: body.note || null,
  });
  if (result.kind === "refused") return result;
  res.json({ change: result.change });
});

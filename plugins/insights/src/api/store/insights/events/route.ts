import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { collectEvents } from "../../../../workflows/collect-events";
import { answerRefusal, refusing } from "../../../answers";

/** Takes a batch of events and answers before they are written: a page never waits for what is only counted. */
export const POST = refusing<AuthenticatedMedusaRequest>((req, res) => {
  const collected = collectEvents(
    req.scope,
    req.body,
    {
      address: req.ip ?? "",
      user_agent: req.get("user-agent"),
      has_privacy_signal: req.get("sec-gpc") === "1",
      // A log-in is optional here, whatever Medusa's types say.
      customer_id: (req.auth_context as { actor_id?: string } | undefined)?.actor_id || null,
    },
    new Date(),
  );
  if (collected.kind === "braked") {
    res.setHeader("Retry-After", String(collected.retry_after_s));
    answerRefusal(res, { code: "too_many_attempts" });
    return;
  }
  res.status(204).end();
});

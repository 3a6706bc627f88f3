import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Pusher } from "../official-account/pusher.js";
import type { Visitors } from "../official-account/visitors.js";
import type { Chats } from "../people/chats.js";
import type { StateStore } from "../state/state-store.js";
import { ControlRefusal, type Serve } from "./serve.js";

/** What a test may turn at the Official Account's server side. */
export interface AccountControlRoom {
  store: StateStore;
  chats: Chats;
  pusher: Pusher;
  visitors: Visitors;
}

const settingsSchema = z.strictObject({
  push_mode: z.enum(["plain", "compatible", "aes"]).optional(),
  push_key: z
    .string()
    .regex(/^[A-Za-z0-9]{43}$/)
    .nullable()
    .optional(),
  menu: z
    .object({ buttons: z.array(z.any()), from: z.enum(["api", "console"]) })
    .nullable()
    .optional(),
  templates: z
    .array(
      z.object({
        template_id: z.string(),
        title: z.string(),
        fields: z.array(z.object({ name: z.string(), label: z.string() })),
      }),
    )
    .optional(),
  refusing: z.array(z.string()).optional(),
  quotas: z.record(z.string(), z.number().int().min(0)).optional(),
});

const actSchema = z.object({
  openid: z.string(),
  act: z.enum(["say", "follow", "unfollow", "scan", "tap"]),
  text: z.string().optional(),
  picture_url: z.string().optional(),
  scene: z.string().optional(),
  button: z.object({ type: z.string(), key: z.string().optional(), url: z.string().optional() }).optional(),
  fault: z.enum(["wrong_signature", "bad_padding", "zero_padding", "wrong_app_id", "stale"]).optional(),
  /** How often the same push is delivered, one after the other. */
  times: z.number().int().min(1).max(10).default(1),
});
type Act = z.infer<typeof actSchema>;

/** Registers `/__control/account…`. */
export function registerAccountControl(app: FastifyInstance, room: AccountControlRoom, serve: Serve): void {
  const { account } = room.store.state;
  app.get(
    "/__control/account",
    serve(() => ({ account, account_name: room.pusher.accountName })),
  );
  app.post(
    "/__control/account",
    serve(({ body }) => {
      const settings = settingsSchema.parse(body);
      for (const [name, value] of Object.entries(settings)) {
        if (value !== undefined) Object.assign(account, { [name]: value });
      }
      return { account };
    }),
  );
  app.post(
    "/__control/account/acts",
    serve(async ({ body }) => {
      const act = actSchema.parse(body);
      if (!room.store.state.people.some((person) => person.openid === act.openid)) {
        throw new ControlRefusal(404, "PERSON_UNKNOWN", "nobody has this openid");
      }
      const fields = fieldsOf(room, act);
      const outcomes = [];
      for (let time = 0; time < act.times; time += 1) {
        outcomes.push(await room.pusher.push(fields, act.fault));
      }
      return { outcomes };
    }),
  );
  app.get(
    "/__control/account/messages",
    serve(({ query }) => ({ messages: room.chats.of(query.openid ?? "") })),
  );
}

function fieldsOf({ visitors, store }: AccountControlRoom, act: Act) {
  const { openid } = act;
  if (act.act === "follow") return visitors.follow(openid);
  if (act.act === "unfollow") return visitors.unfollow(openid);
  if (act.act === "tap") return visitors.tap(openid, act.button ?? { type: "click", key: "" });
  if (act.act === "say") {
    return visitors.say(
      openid,
      act.picture_url === undefined ? { text: act.text ?? "" } : { picture_url: act.picture_url },
    );
  }
  const code = store.state.account.codes.find(({ scene }) => scene === act.scene);
  return visitors.scan(openid, code ?? { scene: act.scene ?? "", ticket: "unknown" });
}

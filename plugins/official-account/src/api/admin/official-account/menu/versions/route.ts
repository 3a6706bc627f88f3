import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { z } from "zod";
import { menuShape } from "../../../../../domain/menu.js";
import { accountOf } from "../../../../../workflows/official-account-module.js";
import { readOrRefuse, refusing } from "../../../../answers.js";

const KEPT_IN_SIGHT = 50;

const versionShape = z.strictObject({ menu: menuShape, note: z.string().trim().max(200).default("") });

/** Versions of the menu, latest first, with who wrote and who published them. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  res.json({ versions: await accountOf(req.scope).menus.list(KEPT_IN_SIGHT) });
});

/** Saves a version within WeChat's limits; followers see it when it is published. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { menu, note } = readOrRefuse(versionShape, req.body);
  const version = await accountOf(req.scope).menus.save(menu, note, req.auth_context.actor_id, new Date());
  res.json({ version });
});

import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { Modules } from "@medusajs/framework/utils";
import { z } from "zod";
import { EMAIL_CODES_MODULE } from "../../../../../modules/email-codes";
import type { EmailCodesService } from "../../../../../modules/email-codes/service";
import { mergeAccounts } from "../../../../../workflows/merge-accounts";
import { linkWayIn, ownerOf, unlinkWayIn, waysIn } from "../../../../../workflows/ways-in";
import { answerRefusal, answerToken, hasJustLoggedIn } from "../../../../answers";
import { identityOfToken } from "../../../../identity-of-token";
import { readCredentials } from "../../../../read-credentials";

/** The port of phone-login: the module that sends codes to numbers. */
interface PhoneCodes {
  isOn: boolean;
  numberOf(typed: string): string | null;
  verify(
    phone: string,
    purpose: "link",
    code: string,
    now: Date,
  ): Promise<{ kind: "right" } | { kind: "refused"; reason: "code_wrong" | "code_expired" }>;
}

const phoneShape = z.object({ phone: z.string().max(40), code: z.string().max(20) });

/** Adds a way in, in place of an earlier one of its kind, after a log-in of the last ten minutes. 204, or a token. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { provider } = req.params;
  if (!isLinkable(provider)) return answerRefusal(res, "identity_unknown");
  if (!hasJustLoggedIn(req, new Date())) return answerRefusal(res, "reauthentication_required");
  await LINKS[provider](req, res);
}

/** Takes a way in away, never the last one. 204. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  if (!hasJustLoggedIn(req, new Date())) return answerRefusal(res, "reauthentication_required");
  const { auth_identity_id } = req.auth_context;
  const refusal = await unlinkWayIn(req.scope, auth_identity_id, req.params.provider ?? "");
  if (refusal) return answerRefusal(res, refusal);
  res.status(204).end();
}

const LINKS = { phone: linkPhone, email: linkEmail, wechat: linkWechat } as const;
const isLinkable = (provider: string | undefined): provider is keyof typeof LINKS =>
  provider !== undefined && Object.hasOwn(LINKS, provider);

/**
 * Adds what was proved. Where it belongs to another account of the same person, and one of the two is unused, they become
 * one; when the asking one is it, the answer has a token of the other.
 */
async function link(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  { provider, entity_id }: { provider: "phone" | "email"; entity_id: string },
  finish: () => Promise<void>,
): Promise<void> {
  const { auth_identity_id: mine } = req.auth_context;
  const given = { auth_identity_id: mine, provider, entity_id };
  let refusal = await linkWayIn(req.scope, given, finish);
  if (refusal === "identity_taken") {
    const theirs = await ownerOf(req.scope, provider, entity_id);
    if (theirs === null) return answerRefusal(res, refusal);
    const merged = await mergeAccounts(req.scope, { mine, theirs, proved: provider }, new Date());
    if (merged.kind === "refused") return answerRefusal(res, merged.refusal);
    if (merged.auth_identity_id !== mine) return answerToken(req, res, merged.auth_identity_id, provider);
    refusal = await linkWayIn(req.scope, given, finish);
  }
  if (refusal) return answerRefusal(res, refusal);
  res.status(204).end();
}

const wechatShape = z.object({ token: z.string().min(1).max(4_000) });

/** Adds the WeChat person of a log-in through WeChat, by the token it was answered with. */
async function linkWechat(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const now = new Date();
  const read = wechatShape.safeParse(req.body ?? {});
  const theirs = read.success ? identityOfToken(req, read.data.token, now) : null;
  if (theirs === null) return answerRefusal(res, "wechat_token_invalid");
  const { auth_identity_id: mine } = req.auth_context;
  const ways = await waysIn(req.scope, theirs);
  if (!ways.some(({ provider }) => provider === "wechat")) return answerRefusal(res, "wechat_token_invalid");
  if (theirs !== mine) {
    const merged = await mergeAccounts(req.scope, { mine, theirs, proved: "wechat" }, now);
    if (merged.kind === "refused") return answerRefusal(res, merged.refusal);
    if (merged.auth_identity_id !== mine) return answerToken(req, res, merged.auth_identity_id, "wechat");
  }
  res.status(204).end();
}

async function linkPhone(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const codes = req.scope.resolve<PhoneCodes | undefined>("phoneCodes", { allowUnregistered: true });
  if (!codes?.isOn) return answerRefusal(res, "phone_login_off");
  const read = phoneShape.safeParse(req.body ?? {});
  const phone = read.success ? codes.numberOf(read.data.phone) : null;
  if (!read.success || phone === null) return answerRefusal(res, "phone_invalid");
  const checked = await codes.verify(phone, "link", read.data.code.trim(), new Date());
  if (checked.kind === "refused") return answerRefusal(res, checked.reason);
  await link(req, res, { provider: "phone", entity_id: phone }, async () => {
    await req.scope.resolve(Modules.CUSTOMER).updateCustomers(req.auth_context.actor_id, { phone });
  });
}

async function linkEmail(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const codes: EmailCodesService = req.scope.resolve(EMAIL_CODES_MODULE);
  if (!codes.isOn) return answerRefusal(res, "email_login_off");
  const given = readCredentials(req.body);
  if (typeof given === "string") return answerRefusal(res, given);
  const { email, password, code } = given;
  const checked = await codes.verify(email, "link", code, new Date());
  if (checked.kind === "refused") return answerRefusal(res, checked.reason);
  await link(req, res, { provider: "email", entity_id: email }, async () => {
    const kept = await req.scope
      .resolve(Modules.AUTH)
      .updateProvider("email", { entity_id: email, password });
    if (!kept.success) throw new Error(`a password could not be kept: ${kept.error}`);
  });
}

import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { RateLimitsService } from "../../modules/rate-limits/service";
import { refusalOf } from "../../workflows/refused-error";
import { answerRefusal } from "../refusals";
import { addressOf, brake, rateLimitsOf } from "./brake";
import { evenTiming } from "./even-timing";
import { compareWithNothing } from "./even-work";

interface LogIn {
  /** Medusa's provider: customers' passwords are another one's than the admin's. */
  provider: string;
  email: string;
  password: string;
  account: string;
  address: string;
  /** The account at that address. */
  pair: string;
  /** Whether somebody logged in to it from there lately: then what others try elsewhere does not shut them out. */
  isKnown: boolean;
}

/**
 * Slows guessing of passwords. Attempts are counted before they are made, so that many at once count as many, and
 * taken back when the password was right. Nobody can lock an account's owner out: what others try closes the account
 * only to addresses from which nobody logged in to it.
 */
export async function brakePasswords(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  evenTiming(res, [401]);
  const limits = rateLimitsOf(req.scope);
  const logIn = await logInOf(req, limits);
  const { account, address, pair, isKnown } = logIn;
  const stopped = await answeredBrake(req, res, [
    ["passwords_of_account_and_address", pair],
    ["passwords_of_address", address],
    ...(isKnown ? [] : [["passwords_of_account", account] as const]),
  ]);
  if (stopped) return;
  res.once("finish", () => {
    if (res.statusCode < 400) {
      welcome(limits, logIn).catch((error: unknown) => {
        req.scope.resolve(ContainerRegistrationKeys.LOGGER).error(`A log-in was not taken note of: ${error}`);
      });
    }
  });
  await compareWithNothing(req.scope, logIn);
  next();
}

/** Registrations and forgotten passwords: few from one address, and the same answer whether an account exists or not. */
export async function brakePasswordRequests(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  evenTiming(res, [201, 401]);
  if (!(await answeredBrake(req, res, [["password_requests_of_address", addressOf(req)]]))) next();
}

/** Log-ins through WeChat. */
export async function brakeWechatLogIns(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  if (!(await answeredBrake(req, res, [["wechat_log_ins_of_address", addressOf(req)]]))) next();
}

async function answeredBrake(
  req: MedusaRequest,
  res: MedusaResponse,
  counted: Parameters<typeof brake>[1],
): Promise<boolean> {
  try {
    await brake({ req, res }, counted);
    return false;
  } catch (error) {
    const refused = refusalOf(error);
    if (!refused) throw error;
    answerRefusal(res, refused);
    return true;
  }
}

async function logInOf(req: MedusaRequest, limits: RateLimitsService): Promise<LogIn> {
  const body = typeof req.body === "object" && req.body !== null ? req.body : {};
  const { actor_type } = req.params;
  const provider = actor_type === undefined ? "email" : "emailpass";
  const typed = "email" in body && typeof body.email === "string" ? body.email : "";
  const password = "password" in body && typeof body.password === "string" ? body.password : "";
  // Customers' addresses are kept in lower case, whatever was typed.
  const email = provider === "email" ? typed.trim().toLowerCase() : typed;
  const account = `${actor_type ?? "customer"} ${email.trim().toLowerCase()}`;
  const address = addressOf(req);
  const pair = `${account} ${address}`;
  return { provider, email, password, account, address, pair, isKnown: await limits.isKnown(pair) };
}

async function welcome(limits: RateLimitsService, { account, address, pair, isKnown }: LogIn): Promise<void> {
  await Promise.all([
    limits.remember(pair),
    limits.forget("passwords_of_account_and_address", pair),
    limits.giveBack("passwords_of_address", address),
    ...(isKnown ? [] : [limits.giveBack("passwords_of_account", account)]),
  ]);
}

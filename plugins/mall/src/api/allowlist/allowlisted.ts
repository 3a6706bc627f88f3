import {
  authenticate,
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http";
import { isStorable } from "@tengman/values";
import { askedFields, isShown, pickFields } from "../../domain/answer-fields";
import { refusal } from "../../domain/refusal";
import {
  type Access,
  type Allowed,
  type Allowlist,
  type Answer,
  allowlistOf,
} from "../../domain/route-allowlist";
import {
  configuredRoutes,
  customerOfOrder,
  customerOfPaymentSession,
} from "../../workflows/reads/allowed-routes";
import { answerRefusal } from "../refusals";
import { MEDUSA_ROUTES } from "./medusa-routes";

type Request = MedusaRequest & { auth_context?: { actor_id: string } };

/** One for every configuration: a process may serve more than one shop in turn. */
const allowlists = new WeakMap<object, Allowlist>();

/** The shop's routes; this plugin's own come with it and look after themselves. */
function allowlistFor(req: Request): Allowlist {
  const configured = configuredRoutes(req.scope);
  const known = allowlists.get(configured);
  if (known) return known;
  const made = allowlistOf([{ path: "/store/mall/*", access: "public" }, ...MEDUSA_ROUTES, ...configured]);
  allowlists.set(configured, made);
  return made;
}

/**
 * Stands before everything below `/store`, `/auth`, `/cloud` and `/hooks/payment`, all that Medusa serves beside the admin: what is not in the allowlist is answered 404 `route_not_found`,
 * whatever Medusa or another plugin would have made of it. The rest is let through to whom it is for, and shows no field
 * that its row does not name.
 */
export async function allowlisted(
  req: Request,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  // Express matches routes against the path as it was sent, and so does the allowlist.
  const allowed = allowlistFor(req)(req.method, `${req.baseUrl}${req.path}`);
  if (!allowed) {
    answerRefusal(res, refusal("route_not_found"));
    return;
  }
  if (!(await mayCall(req, res, allowed))) return;
  const { answer } = allowed.route;
  if (answer && !showOnly(req, res, answer)) return;
  next();
}

const asCustomer = authenticate("customer", ["bearer"]);
// The routes of the admin's log-in themselves say who must have been invited or have shown a second factor.
const asUser = authenticate("user", ["session", "bearer"], { allowUnregistered: true, requireMfa: false });

/** Whether the caller may go on; otherwise the refusal has been answered. */
async function mayCall(req: Request, res: MedusaResponse, { route, id }: Allowed): Promise<boolean> {
  if (route.access === "public") return true;
  if (route.access === "user") return passes(asUser, req, res);
  if (!(await passes(asCustomer, req, res))) return false;
  if (route.access === "customer") return true;
  const owner = await ownerOf(req, route.access, decoded(id));
  if (owner !== null && owner === req.auth_context?.actor_id) return true;
  answerRefusal(res, refusal("order_not_found"));
  return false;
}

async function passes(check: typeof asCustomer, req: Request, res: MedusaResponse): Promise<boolean> {
  let passed = false;
  await check(req, res, () => {
    passed = true;
  });
  return passed;
}

async function ownerOf(req: Request, access: Access, id: string): Promise<string | null> {
  if (!isStorable(id)) return null;
  return access === "payment_customer"
    ? customerOfPaymentSession(req.scope, id)
    : customerOfOrder(req.scope, id);
}

/** The id as Express will hand it to the route; empty, and so nobody's, when it cannot be read. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return "";
  }
}

/**
 * Keeps a route of Medusa's to the fields of its row: in what is asked, in what lists are sorted by (the order would tell
 * what the fields do not), in what is written, and in what is answered.
 * @returns false when the request was refused.
 */
function showOnly(req: Request, res: MedusaResponse, { entity, body }: Answer): boolean {
  const { order } = req.query;
  if (order !== undefined && !(typeof order === "string" && isShown(entity, order.replace(/^-/, "")))) {
    answerRefusal(res, refusal("invalid_request", "order"));
    return false;
  }
  const asked = askedFields(entity, req.query.fields);
  if (asked === undefined) delete req.query.fields;
  else req.query.fields = asked;
  if (typeof req.body === "object" && req.body !== null) delete (req.body as { metadata?: unknown }).metadata;
  const json = res.json.bind(res);
  res.json = (answer: unknown) =>
    json(res.statusCode < 400 ? pickFields(body, JSON.parse(JSON.stringify(answer))) : answer);
  return true;
}

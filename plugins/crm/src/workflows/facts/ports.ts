import type { MedusaContainer } from "@medusajs/framework/types";
import { crmOf } from "../crm-module";

/** What the service behind the option `distributors` offers. */
interface Distributors {
  referrals: {
    distributorOfCustomer(customer_id: string): Promise<{ id: string; status: string } | null>;
    inviterOfCustomer(customer_id: string, now: Date): Promise<{ distributor: { id: string } } | null>;
  };
}

/** What the service behind the option `followers` offers. */
interface Followers {
  openidOf(customer_id: string): Promise<string | null>;
  followers: { find(openid: string): Promise<{ is_subscribed: boolean } | null> };
  messages: { list(wanted: { openid: string; limit: number }): Promise<AccountMessage[]> };
}

/** A message between the account and a follower. */
interface AccountMessage {
  readonly at: string;
  readonly direction: "in" | "out";
  readonly content: Readonly<Record<string, unknown>>;
}

/** What the service behind the option `after_sales` offers. */
interface AfterSales {
  listAfterSaleCases(
    filters: { customer_id: string },
    config: { take: number; order: { created_at: "DESC" } },
  ): Promise<AfterSale[]>;
}

interface AfterSale {
  readonly created_at: string | Date;
  readonly order_id: string;
  readonly state: string;
  readonly asked_fen: string;
}

/** What the service behind the option `saved_products` offers: what was looked at, the latest first. */
interface SavedProducts {
  listSaved(owner: { customer_id: string; list: "footprints" }): Promise<{ saved_at: Date }[]>;
}

/** What other plugins know of a customer; null and false where the shop has none of them. */
export interface KnownElsewhere {
  readonly distributor_id: string | null;
  readonly inviter_id: string | null;
  readonly is_in_wechat: boolean;
  readonly follows: boolean | null;
  readonly last_visit_at: Date | null;
}

function portOf<Port>(container: MedusaContainer, name: string | undefined): Port | undefined {
  return name ? container.resolve<Port | undefined>(name, { allowUnregistered: true }) : undefined;
}

/** Asks the plugins that the shop has, through the services its options name. */
export async function askPorts(
  container: MedusaContainer,
  customer_id: string,
  now: Date,
): Promise<KnownElsewhere> {
  const { distributors, followers, saved_products } = crmOf(container).options;
  const referrals = portOf<Distributors>(container, distributors)?.referrals;
  const account = portOf<Followers>(container, followers);
  const [distributor, inviter, openid, looked] = await Promise.all([
    referrals?.distributorOfCustomer(customer_id),
    referrals?.inviterOfCustomer(customer_id, now),
    account?.openidOf(customer_id),
    portOf<SavedProducts>(container, saved_products)?.listSaved({ customer_id, list: "footprints" }),
  ]);
  const follower = openid ? await account?.followers.find(openid) : null;
  return {
    distributor_id: distributor && distributor.status !== "closed" ? distributor.id : null,
    inviter_id: inviter?.distributor.id ?? null,
    is_in_wechat: Boolean(openid),
    follows: openid ? (follower?.is_subscribed ?? false) : null,
    last_visit_at: looked?.[0]?.saved_at ?? null,
  };
}

const MOST_SHOWN = 50;

/** A customer's latest after-sale cases; none where the shop has no such plugin. */
export async function readAfterSales(container: MedusaContainer, customer_id: string): Promise<AfterSale[]> {
  const cases = portOf<AfterSales>(container, crmOf(container).options.after_sales);
  const latest = { take: MOST_SHOWN, order: { created_at: "DESC" as const } };
  return (await cases?.listAfterSaleCases({ customer_id }, latest)) ?? [];
}

/** The latest messages between the Official Account and a customer. */
export async function readMessages(
  container: MedusaContainer,
  customer_id: string,
): Promise<AccountMessage[]> {
  const account = portOf<Followers>(container, crmOf(container).options.followers);
  const openid = await account?.openidOf(customer_id);
  return (openid && (await account?.messages.list({ openid, limit: MOST_SHOWN }))) || [];
}

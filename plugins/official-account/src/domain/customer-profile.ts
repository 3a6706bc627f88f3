import type { WechatPerson } from "./wechat-person.js";

/** What a customer shows of its WeChat person, kept in `customer.metadata.wechat`. */
export interface ShownProfile {
  nickname: string;
  avatar_url: string;
}

interface CustomerNames {
  first_name?: string | null;
  metadata?: Record<string, unknown> | null;
}

/** What a new customer of a person starts with. */
export interface NewCustomer {
  id?: string;
  first_name: string;
  has_account: true;
  metadata: { wechat: ShownProfile };
}

/**
 * What a new customer of this person starts with. WeChat tells no e-mail address, so there is none.
 * @param known_id the id under which the person's orders stand, when the row itself is gone
 */
export function newCustomer(person: WechatPerson, known_id: string | null = null): NewCustomer {
  return {
    ...(known_id === null ? {} : { id: known_id }),
    first_name: person.nickname,
    has_account: true,
    metadata: { wechat: shown(person) },
  };
}

/**
 * How the customer changes when the person renamed themselves at WeChat, or undefined when nothing did. A name the
 * customer chose in the shop is theirs and stays.
 */
export function profileUpdate(
  customer: CustomerNames,
  person: WechatPerson,
): { first_name?: string; metadata: Record<string, unknown> } | undefined {
  const before = shownBefore(customer);
  const now = shown(person);
  if (before?.nickname === now.nickname && before.avatar_url === now.avatar_url) return undefined;
  const name_follows_wechat = !customer.first_name || customer.first_name === before?.nickname;
  return {
    ...(name_follows_wechat ? { first_name: now.nickname } : {}),
    metadata: { ...customer.metadata, wechat: now },
  };
}

function shown({ nickname, avatar_url }: WechatPerson): ShownProfile {
  return { nickname, avatar_url };
}

function shownBefore(customer: CustomerNames): Partial<ShownProfile> | undefined {
  const wechat = customer.metadata?.wechat;
  return typeof wechat === "object" && wechat !== null ? wechat : undefined;
}

import { messages, type Query, read, type StatusText, sdk, t } from "@tengman/admin-kit";
import { DISTRIBUTORS, type DistributorPage } from "./distributor";

export const CHANGES = "/admin/distribution/bindings/changes";

/** A shopper's wish to be unbound, or a change of inviter that takes two people. */
export interface BindingChange {
  id: string;
  kind: "change" | "unbind";
  customer_id: string;
  customer_name: string | null;
  from_name: string | null;
  to_name: string | null;
  reason: string;
  requested_by: string;
  requested_at: string;
  asked_by_shopper: boolean;
  state: "open" | "approved" | "refused";
  decided_at: string | null;
  decision_note: string | null;
}

export interface ChangePage {
  changes: BindingChange[];
  next_cursor?: string;
}

/** What a change would do. */
export interface ChangePreview {
  from: { id: string; display_name: string } | null;
  to: { id: string; display_name: string } | null;
  outcome: string;
}

export const CHANGE_STATES: Record<BindingChange["state"], StatusText> = messages({
  open: { label: "待处理", color: "orange" },
  approved: { label: "已执行", color: "green" },
  refused: { label: "未通过", color: "grey" },
});

/** Somebody whom the merchant may choose. */
export interface Choice {
  id: string;
  name: string;
  /** What tells people of one name apart. */
  hint: string;
}

/** Customers by part of their name, telephone or e-mail address, as Medusa finds them. */
export async function searchCustomers(q: string): Promise<Choice[]> {
  const fields = "id,first_name,last_name,phone,email";
  const { customers } = await sdk.admin.customer.list({ q, limit: 8, fields });
  return customers.map(({ id, first_name, last_name, phone, email }) => ({
    id,
    name: [last_name, first_name].filter(Boolean).join("") || t("未命名顾客"),
    hint: phone ?? email ?? "",
  }));
}

/** Active distributors by part of their name. */
export async function searchDistributors(q: string): Promise<Choice[]> {
  const wanted: Query = { q, status: "active", limit: 8 };
  const { distributors } = await read<DistributorPage>(DISTRIBUTORS, wanted);
  return distributors.map(({ id, display_name, invited }) => ({
    id,
    name: display_name,
    hint: t("推荐 {{invited}} 人", { invited }),
  }));
}

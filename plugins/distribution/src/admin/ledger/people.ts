import { askAdmin, type CursorPage, queryOf } from "./asking";
import type { Distributor } from "./requests";

/** A distributor with why their status is what it is, and their grade. */
export interface Person extends Distributor {
  status_cause: string;
  status_reason: string | null;
  agreement_version: string;
  grade_code: string | null;
  grade_since: string | null;
  grade_is_pinned: boolean;
}

export interface PersonDetail {
  distributor: Person;
  decisions: {
    seq: string;
    occurred_at: string;
    actor_id: string;
    action: string;
    reason: string | null;
  }[];
  grade_changes: {
    id: string;
    from_code: string | null;
    to_code: string | null;
    cause: "figures" | "hand";
    reason: string | null;
    changed_at: string;
  }[];
  grades: { code: string; name: string; rank: number }[];
}

/** A page of distributors, latest first. */
export const fetchPeople = (
  wanted: { q: string; status: string },
  cursor: string | undefined,
): Promise<CursorPage & { distributors: Person[] }> =>
  askAdmin("GET", `distributors?${queryOf({ ...wanted, limit: 20, cursor })}`);

/** One distributor with the latest decisions about them. */
export const fetchPerson = (id: string): Promise<PersonDetail> => askAdmin("GET", `distributors/${id}`);

/** What a merchant may decide about a distributor. */
export type StandingAct = "approve" | "refuse" | "freeze" | "unfreeze" | "close";

/** Takes a decision about a distributor. */
export const decidePerson = (id: string, act: StandingAct, reason: string): Promise<unknown> =>
  askAdmin("POST", `distributors/${id}/${act}`, reason ? { reason } : {});

/** Gives a distributor a grade, or gives it back to the figures. */
export const giveGrade = (
  id: string,
  grade: { grade_code: string | null; is_pinned: boolean; reason: string },
): Promise<unknown> => askAdmin("POST", `distributors/${id}/grade`, grade);

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

/** A page of wishes to be unbound and manual changes, latest first. */
export const fetchChanges = (
  state: string,
  cursor: string | undefined,
): Promise<CursorPage & { changes: BindingChange[] }> =>
  askAdmin("GET", `bindings/changes?${queryOf({ state, limit: 20, cursor })}`);

/** A binding of past or present. */
export interface Binding {
  id: string;
  customer_id: string;
  customer_name: string | null;
  distributor_id: string;
  distributor_name: string;
  origin: "consent" | "change";
  bound_at: string;
  protected_until: string;
  expires_at: string | null;
  ended_at: string | null;
  end_reason: string | null;
}

/** A page of a customer's or a distributor's bindings, latest first. */
export const fetchBindings = (
  wanted: { customer_id?: string; distributor_id?: string },
  cursor: string | undefined,
): Promise<CursorPage & { bindings: Binding[] }> =>
  askAdmin("GET", `bindings?${queryOf({ ...wanted, limit: 5, cursor })}`);

/** Somebody whom the merchant may choose. */
export interface Choice {
  id: string;
  name: string;
  /** What tells people of one name apart. */
  hint: string;
}

/** Customers by part of their name, telephone or e-mail address, as Medusa finds them. */
export async function searchCustomers(q: string): Promise<Choice[]> {
  const query = queryOf({ q, limit: 8, fields: "id,first_name,last_name,phone,email" });
  const answer = await fetch(`/admin/customers?${query}`, { credentials: "include" });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const { customers } = (await answer.json()) as {
    customers: {
      id: string;
      first_name: string | null;
      last_name: string | null;
      phone: string | null;
      email: string | null;
    }[];
  };
  return customers.map(({ id, first_name, last_name, phone, email }) => ({
    id,
    name: [last_name, first_name].filter(Boolean).join("") || "未命名顾客",
    hint: phone ?? email ?? id.slice(-6),
  }));
}

/** Active distributors by part of their name. */
export async function searchDistributors(q: string): Promise<Choice[]> {
  const { distributors } = await fetchPeople({ q, status: "active" }, undefined);
  return distributors.slice(0, 8).map(({ id, display_name, invited }) => ({
    id,
    name: display_name,
    hint: `推荐 ${invited} 人 · ${id.slice(-6)}`,
  }));
}

/** What a change would do. */
export interface ChangePreview {
  from: { id: string; display_name: string } | null;
  to: { id: string; display_name: string } | null;
  outcome: string;
}

/** Looks at a change before it is asked for. */
export const previewChange = (customer_id: string, distributor_id: string): Promise<ChangePreview> =>
  askAdmin("GET", `bindings/changes/preview?${queryOf({ customer_id, distributor_id })}`);

/** Asks for a change, which somebody else approves. */
export const proposeChange = (change: {
  customer_id: string;
  distributor_id: string | null;
  reason: string;
}): Promise<unknown> => askAdmin("POST", "bindings/changes", change);

/** Decides about a change. */
export const decideChange = (id: string, act: "approve" | "refuse", note: string): Promise<unknown> =>
  askAdmin("POST", `bindings/changes/${id}/${act}`, note ? { note } : {});

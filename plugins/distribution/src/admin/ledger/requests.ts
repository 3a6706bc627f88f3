export interface Clawback {
  refund_id: string;
  bucket: "pending" | "available" | "debt";
  amount_fen: string;
  occurred_at: string;
}

export interface Commission {
  order_line_id: string;
  title: string;
  /** Whether the line was added to the order and paid for afterwards. */
  is_addition: boolean;
  tier: number;
  is_own: boolean;
  distributor: { id: string; display_name: string };
  rate_bps: number | null;
  fixed_fen: string | null;
  quantity: number;
  grade: string | null;
  rule: string | null;
  campaign: string | null;
  cut_by: "base" | "per_line" | "margin_floor" | "per_order" | null;
  base_fen: string;
  amount_fen: string;
  clawed_fen: string;
  state: "not_accrued" | "pending" | "available" | "clawed_back";
  not_accrued_reason: "account_closed" | "paid_by_earner" | null;
  clawbacks: Clawback[];
}

export interface OrderCommissions {
  order_id: string;
  outcome: "attributed" | "no_inviter" | "no_plan" | "no_customer" | "other_currency";
  plan: { id: string; name: string; version: number } | null;
  inviter: { id: string; display_name: string } | null;
  goods_fen: string;
  commissions: Commission[];
}

export interface Distributor {
  id: string;
  customer_id: string;
  display_name: string;
  status: "applied" | "active" | "frozen" | "closed";
  joined_at: string;
  inviter: { id: string; display_name: string } | null;
  orders: number;
  invited: number;
  pending_fen: string;
  available_fen: string;
  hold_fen: string;
  debt_fen: string;
  earned_fen: string;
}

export interface DistributorPage {
  distributors: Distributor[];
  next_cursor?: string;
}

/** An order's commissions; null for an order that the ledger never saw. */
export async function fetchOrderCommissions(orderId: string): Promise<OrderCommissions | null> {
  const answer = await ask(`/admin/distribution/orders/${encodeURIComponent(orderId)}`);
  if (answer.status === 404) return null;
  const { order } = await bodyOf<{ order: OrderCommissions }>(answer);
  return order;
}

/** A page of distributors, latest first. */
export async function fetchDistributors(wanted: {
  limit: number;
  cursor: string | undefined;
  q: string;
}): Promise<DistributorPage> {
  const query = new URLSearchParams({ limit: String(wanted.limit) });
  if (wanted.cursor) query.set("cursor", wanted.cursor);
  if (wanted.q) query.set("q", wanted.q);
  return bodyOf<DistributorPage>(await ask(`/admin/distribution/distributors?${query}`));
}

function ask(path: string): Promise<Response> {
  return fetch(path, { credentials: "include", headers: { accept: "application/json" } });
}

async function bodyOf<T>(answer: Response): Promise<T> {
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return (await answer.json()) as T;
}

/** Something that is left out of the shop until it is mended. */
export interface Fault {
  id: string;
  label: string;
  remedy: string;
  subject_type: "product" | "shipping_option" | "promotion" | "home" | "order" | "shop";
  subject_id: string;
  part: string;
  title: string;
  detail: string;
  first_seen_at: string;
  last_seen_at: string;
  resolved_at: string | null;
}

export interface FaultPage {
  faults: Fault[];
  count: number;
}

/** Faults of one state, or those of one product or order. */
export async function fetchFaults(query: {
  state?: "open" | "resolved";
  subject_id?: string;
  offset?: number;
}): Promise<FaultPage> {
  const words = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const answer = await fetch(`/admin/mall/faults?${new URLSearchParams(Object.fromEntries(words))}`, {
    credentials: "include",
  });
  if (!answer.ok) throw new Error(`请求失败（${answer.status}）`);
  return (await answer.json()) as FaultPage;
}

/** The admin's page on which a fault is mended; null for what has none. */
export function pageOf({ subject_type, subject_id, part }: Fault): string | null {
  switch (subject_type) {
    case "product":
      return `/app/products/${subject_id}${part ? `/variants/${part}` : ""}`;
    case "order":
      return `/app/orders/${subject_id}`;
    case "promotion":
      return `/app/promotions/${subject_id}`;
    case "shipping_option":
      return "/app/settings/locations";
    case "shop":
      if (part === "shipping") return "/app/settings/locations";
      return part === "region" ? "/app/settings/regions" : "/app/settings/publishable-api-keys";
    case "home":
      return null;
  }
}

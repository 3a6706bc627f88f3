export const FAULTS = "/admin/mall/faults";

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

/** The admin's page on which a fault is mended; null for what has none. */
export function pageOf({ subject_type, subject_id, part }: Fault): string | null {
  switch (subject_type) {
    case "product":
      return `/products/${subject_id}${part ? `/variants/${part}` : ""}`;
    case "order":
      return `/orders/${subject_id}`;
    case "promotion":
      return `/promotions/${subject_id}`;
    case "shipping_option":
      return "/settings/locations";
    case "shop":
      if (part === "shipping") return "/settings/locations";
      return part === "region" ? "/settings/regions" : "/settings/publishable-api-keys";
    case "home":
      return null;
  }
}

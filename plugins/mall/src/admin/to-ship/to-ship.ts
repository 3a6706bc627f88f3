import { messages, type StatusText } from "@tengman/admin-kit/texts";

export const TO_SHIP = "/admin/mall/to-ship";
export const PARCELS = "/admin/mall/parcels";
/** Where the list keeps its answers. */
export const TO_SHIP_LIST = "to-ship";

export const FLAGS = messages({
  red: { label: "红旗", color: "red" },
  orange: { label: "橙旗", color: "orange" },
  green: { label: "绿旗", color: "green" },
  blue: { label: "蓝旗", color: "blue" },
  purple: { label: "紫旗", color: "purple" },
} satisfies Record<string, StatusText>);
export type Flag = keyof typeof FLAGS;

export interface WaitingLine {
  id: string;
  title: string;
  variant_title: string;
  sku: string | null;
  quantity: number;
  /** Pieces that are neither packed nor sent. */
  left: number;
  /** Pieces that were packed in Medusa's admin and have not left. */
  packed: number;
}

/** An order as `GET /admin/mall/to-ship` shows it; times are ISO 8601. */
export interface WaitingOrder {
  order_id: string;
  number: string;
  state: string;
  paid_at?: string;
  reminded_at?: string;
  address: {
    full_name: string;
    phone: string;
    province: string;
    city: string;
    district: string;
    address_1: string;
  };
  has_after_sales: boolean;
  shipments: { tracking_number?: string }[];
  buyer_remark?: string;
  flag: Flag | null;
  remark: string | null;
  lines: WaitingLine[];
}

export interface WaitingPage {
  orders: WaitingOrder[];
  next_cursor?: string;
}

/** What became of an order that was sent. */
export interface SentOrder {
  order_id: string;
  outcome: "sent" | "unchanged" | "refused";
  message?: string;
}

export const addressText = ({ address }: WaitingOrder): string =>
  [address.province, address.city, address.district, address.address_1].join(" ");

/** The lines of which something has still to be sent. */
export const openLines = ({ lines }: WaitingOrder): WaitingLine[] =>
  lines.filter(({ left, packed }) => left + packed > 0);

export const lineText = ({ title, variant_title, left, packed }: WaitingLine): string =>
  `${[title, variant_title].filter(Boolean).join(" ")} ×${left + packed}`;

import { useQuery } from "@tanstack/react-query";

/** A company that may receive shares. */
export interface Receiver {
  mch_id: string;
  name: string;
  relation: string;
}

/** A receiver's part of a share; `result` is WeChat's word about it. */
interface Part {
  mch_id: string;
  amount_fen: string;
  description: string;
  result?: string;
  fail_reason?: string;
}

/** A share, an unfreezing or a return, as the merchant's API answers it. */
export interface Share {
  id: string;
  kind: "share" | "unfreeze" | "return";
  number: string;
  transaction_id: string;
  share_id: string | null;
  parts: Part[];
  outcome: string;
  problem: string | null;
  created_at: string;
  ended_at: string | null;
}

export interface SharePage {
  shares: Share[];
  next_cursor?: string;
}

interface Standing {
  is_on: boolean;
  limit_bps: number | null;
}

/** The queries of this page, to be asked anew when something was done. */
export const SHARING_KEY = ["wechat-pay", "profit-sharing"];

/** Reads from the merchant's API. @throws when it does not answer */
export async function readSharing<Body>(path: string): Promise<Body> {
  const response = await fetch(`/admin/wechat-pay/profit-sharing${path}`, { credentials: "include" });
  if (!response.ok) {
    throw new Error(`${response.status}`);
  }
  return (await response.json()) as Body;
}

/** Whether the shop shares payments. */
export const useStanding = () =>
  useQuery({
    queryKey: [...SHARING_KEY, "standing"],
    queryFn: async () => (await readSharing<{ profit_sharing: Standing }>("")).profit_sharing,
  });

/** The companies that may receive shares. */
export const useReceivers = () =>
  useQuery({
    queryKey: [...SHARING_KEY, "receivers"],
    queryFn: async () => (await readSharing<{ receivers: Receiver[] }>("/receivers")).receivers,
  });

/** `12.3` → `1230`; undefined when it is no amount of whole fen above zero. */
export function fenOfYuan(text: string): string | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim());
  const fen = match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : 0;
  return fen > 0 ? String(fen) : undefined;
}

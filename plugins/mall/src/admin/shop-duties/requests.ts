/** Asks the merchant's mall routes. @throws {Error} with the server's words, which are for the merchant */
async function askMall<T>(method: "GET" | "POST", path: string, body?: object): Promise<T> {
  const answer = await fetch(`/admin/mall/${path}`, {
    method,
    credentials: "include",
    headers: { accept: "application/json", "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const said = (await answer.json().catch(() => null)) as { message?: string } | null;
  if (!answer.ok) throw new Error(said?.message ?? `请求失败（${answer.status}）`);
  return said as T;
}

export interface PublishCheck {
  ready: boolean;
  findings: { id: string; state: "ok" | "missing"; title: string; law: string; remedy?: string }[];
}

export interface Disclosures {
  operator_name: string;
  complaint_phone: string;
  complaint_email: string;
  privacy_version: string;
  privacy_notice: string;
  return_policy: string;
}

export interface WordFinding {
  field: "title" | "subtitle" | "description";
  word: string;
  start: number;
  advice: string;
}

export interface FlaggedProduct {
  id: string;
  title: string;
  findings: WordFinding[];
}

export interface Invoice {
  id: string;
  revision: number;
  order_id: string;
  order_display_id: number | null;
  state: "requested" | "issued";
  type: "personal" | "company";
  title: string;
  tax_number: string | null;
  email: string;
  requested_at: string;
  invoice_number: string | null;
  url: string | null;
  issued_amount_fen: string | null;
  /** What the invoice would be over now. */
  amount_fen: string;
}

export interface InvoicePage {
  invoices: Invoice[];
  next_cursor?: string;
}

export const fetchPublishCheck = async (): Promise<PublishCheck> =>
  (await askMall<{ publish_check: PublishCheck }>("GET", "publish-check")).publish_check;

export const fetchDisclosures = async (): Promise<Disclosures> =>
  (await askMall<{ disclosures: Disclosures }>("GET", "disclosures")).disclosures;

export const saveDisclosures = (disclosures: Disclosures): Promise<unknown> =>
  askMall("POST", "disclosures", disclosures);

export const fetchFlaggedProducts = async (): Promise<FlaggedProduct[]> =>
  (await askMall<{ products: FlaggedProduct[] }>("GET", "advertising-words")).products;

export const fetchProductWords = async (id: string): Promise<WordFinding[]> =>
  (await askMall<{ findings: WordFinding[] }>("GET", `products/${id}/advertising-words`)).findings;

export function fetchInvoices(state: string, cursor: string | undefined): Promise<InvoicePage> {
  const query = new URLSearchParams({ limit: "20" });
  if (state) query.set("state", state);
  if (cursor) query.set("cursor", cursor);
  return askMall("GET", `invoices?${query}`);
}

export const issueInvoice = (
  { id, revision }: Invoice,
  issued: { invoice_number: string; url?: string },
): Promise<unknown> => askMall("POST", `invoices/${id}/issue`, { revision, ...issued });

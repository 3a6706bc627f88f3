import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** A call as it came over the wire. */
export interface VendorRequest {
  method: string;
  /** With the query. */
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** What a vendor answers. */
export interface VendorAnswer {
  status: number;
  body: Record<string, unknown>;
}

/** A header's value, trimmed; empty where there is none. */
export function headerOf({ headers }: VendorRequest, name: string): string {
  const value = headers[name.toLowerCase()];
  return (Array.isArray(value) ? value.join(",") : (value ?? "")).trim();
}

export const sha256 = (content: string | Buffer): string =>
  createHash("sha256").update(content).digest("hex");

export const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac("sha256", key).update(text).digest();

/** Compares two signatures in hex. */
export function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { type BillLine, readBillLines } from "./bill-lines";
import { WechatPayError } from "./errors";
import type { SignedRequests } from "./signed-requests";
import { understood } from "./wire-values";

/** Which bill of a day. */
export type BillKind =
  | { readonly bill: "trade"; readonly type: "ALL" | "SUCCESS" | "REFUND" }
  | { readonly bill: "fund_flow"; readonly account: "BASIC" | "OPERATION" | "FEES" };

/** Gigabytes would be somebody's mistake; a million orders are some 400 MB before they are packed. */
const FILE_LIMIT_BYTES = 2 * 1024 ** 3;
const FILE_TIMEOUT_MS = 10 * 60_000;

const application = z.object({
  hash_type: z.literal("SHA1"),
  hash_value: z.string().regex(/^[0-9a-fA-F]{40}$/),
  download_url: z.url(),
});

/** A merchant's daily bills. */
export class Bills {
  constructor(private readonly requests: SignedRequests) {}

  /**
   * Downloads a day's bill, proves it by the hash that WeChat signed, and only then lets it be read, line by line.
   * The file rests in a folder of its own that only this process's user can open, until `read` is done.
   * @param day a day in China, `2026-03-01`; WeChat has it ready after 10:00 of the next, for three months
   * @returns what `read` answers; undefined when WeChat says that nothing happened on that day
   * @throws {WechatPayError} also `unauthentic` with reason `hash_mismatch`
   * @throws {BillMalformedError} from the lines, when the file is not written as bills are
   */
  async read<T>(
    day: string,
    kind: BillKind,
    read: (lines: AsyncIterable<BillLine>) => Promise<T>,
  ): Promise<T | undefined> {
    const applied = await this.apply(day, kind);
    if (!applied) {
      return undefined;
    }
    const folder = await mkdtemp(join(tmpdir(), "wechat-bill-"));
    try {
      const file = join(folder, "bill.csv");
      await this.download(applied.download_url, applied.hash_value, file);
      return await read(readBillLines(createReadStream(file)));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async apply(day: string, kind: BillKind): Promise<z.infer<typeof application> | undefined> {
    const [path, choice] =
      kind.bill === "trade"
        ? ["/v3/bill/tradebill", `bill_type=${kind.type}`]
        : ["/v3/bill/fundflowbill", `account_type=${kind.account}`];
    const query = `bill_date=${encodeURIComponent(day)}&${choice}&tar_type=GZIP`;
    try {
      const answer = await this.requests.getJson(`${path}?${query}`);
      return understood(`GET ${path}`, application.safeParse(answer).data);
    } catch (error) {
      if (error instanceof WechatPayError && error.code === "NO_STATEMENT_EXIST") {
        return undefined;
      }
      throw error;
    }
  }

  /** The address is of WeChat's choosing, so only its path is used: our signature goes to the configured host alone. */
  private async download(url: string, sha1: string, file: string): Promise<void> {
    const { pathname, search } = new URL(url);
    const limits = { bytes: FILE_LIMIT_BYTES, timeout_ms: FILE_TIMEOUT_MS };
    const hash = await this.requests.getUnsigned(pathname + search, limits, (chunks) => unpack(chunks, file));
    if (hash !== sha1.toLowerCase()) {
      throw new WechatPayError({
        failure: "unauthentic",
        operation: `GET ${pathname}`,
        reason: "hash_mismatch",
      });
    }
  }
}

/** Writes the unpacked bytes to a file. @returns their SHA-1, which WeChat states for the unpacked file */
async function unpack(chunks: AsyncIterable<Uint8Array>, file: string): Promise<string> {
  const hash = createHash("sha1");
  const handle = await open(file, "wx", 0o600);
  try {
    const packed = Readable.from(chunks);
    const gunzip = createGunzip();
    packed.on("error", (error) => gunzip.destroy(error));
    let size = 0;
    for await (const chunk of packed.pipe(gunzip)) {
      const bytes: Buffer = chunk;
      size += bytes.length;
      if (size > FILE_LIMIT_BYTES) {
        throw new RangeError("bill too large");
      }
      hash.update(bytes);
      await handle.write(bytes);
    }
  } finally {
    await handle.close();
  }
  return hash.digest("hex");
}

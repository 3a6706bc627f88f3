/** How many customers are in one combination of bins, and what they have paid, net, in fen as decimal text. */
interface Counted {
  readonly r: number;
  readonly f: number;
  readonly m: number;
  readonly customers: number;
  readonly net_fen: string;
}

/** One cell of a matrix. `before` is null where nothing is known of the beginning of the month. */
export interface RfmCell {
  readonly r: number;
  /** The bin of the other axis: frequency or money. */
  readonly bin: number;
  readonly customers: number;
  readonly net_fen: string;
  readonly before: number | null;
}

/** A matrix of recency and another axis, every cell of it, also the empty ones. */
export function rfmMatrix(
  axis: "f" | "m",
  size: { readonly r: number; readonly bin: number },
  now: readonly Counted[],
  before: readonly Counted[] | null,
): RfmCell[] {
  const cells: RfmCell[] = [];
  for (let r = 0; r < size.r; r++) {
    for (let bin = 0; bin < size.bin; bin++) {
      const isHere = (counted: Counted): boolean => counted.r === r && counted[axis] === bin;
      const here = now.filter(isHere);
      cells.push({
        r,
        bin,
        customers: totalOf(here),
        net_fen: String(here.reduce((sum, { net_fen }) => sum + BigInt(net_fen), 0n)),
        before: before && totalOf(before.filter(isHere)),
      });
    }
  }
  return cells;
}

const totalOf = (counted: readonly Counted[]): number =>
  counted.reduce((sum, { customers }) => sum + customers, 0);

const SHANGHAI_MS = 8 * 3_600_000;

/** The day of Shanghai on which an instant lies: `2026-11-30`. */
export const shanghaiDay = (moment: Date): string =>
  new Date(moment.getTime() + SHANGHAI_MS).toISOString().slice(0, 10);

/** The month of Shanghai in which an instant lies: `2026-11`. */
export const shanghaiMonth = (moment: Date): string =>
  new Date(moment.getTime() + SHANGHAI_MS).toISOString().slice(0, 7);

/** One line of a bill: a detail with a value per column, or the summary that ends it. */
export type BillLine =
  | { readonly kind: "detail"; readonly cells: BillCells }
  | { readonly kind: "summary"; readonly cells: BillCells };

/** A line's values by the column's title, as WeChat writes it. */
export type BillCells = ReadonlyMap<string, string>;

/** A bill that is not written as WeChat writes bills. Carries no content: it is full of personal data. */
export class BillMalformedError extends Error {
  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(`The bill cannot be read: line ${line}, ${reason}.`);
    this.name = "BillMalformedError";
  }
}

const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Reads a bill as it streams by; never holds more than a few lines. Every detail value starts with a backtick, so a
 * comma inside a value (a name of goods) does not divide it; titles have none. The last two lines are the summary.
 * @param chunks the file's bytes, cut anywhere, also inside a character
 * @throws {BillMalformedError} when titles, values and summary do not fit together
 */
export async function* readBillLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<BillLine> {
  let titles: readonly string[] | undefined;
  let totals: { readonly titles: readonly string[] } | undefined;
  let summarised = false;
  let number = 0;
  for await (const line of textLines(chunks)) {
    number += 1;
    if (line === "") {
      continue;
    }
    if (summarised) {
      throw new BillMalformedError(number, "something follows the summary");
    }
    if (!line.startsWith("`")) {
      if (titles && totals) {
        throw new BillMalformedError(number, "a third line of titles");
      }
      if (titles) {
        totals = { titles: line.split(",") };
      } else {
        titles = line.split(",");
      }
      continue;
    }
    if (!titles) {
      throw new BillMalformedError(number, "values before titles");
    }
    yield totals
      ? { kind: "summary", cells: cellsOf(totals.titles, line, number) }
      : { kind: "detail", cells: cellsOf(titles, line, number) };
    summarised = totals !== undefined;
  }
  if (!summarised) {
    throw new BillMalformedError(number, "the summary is missing");
  }
}

function cellsOf(titles: readonly string[], line: string, number: number): BillCells {
  const values = line.slice(1).split(",`");
  if (values.length !== titles.length) {
    throw new BillMalformedError(number, `${values.length} values for ${titles.length} titles`);
  }
  return new Map(titles.map((title, at) => [title, (values[at] ?? "").trim()]));
}

async function* textLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  // Bytes that are not UTF-8 would change silently; a bill is refused instead.
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let rest = "";
  let isFirst = true;
  const lineOf = (text: string): string => {
    const line = isFirst && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
    isFirst = false;
    return line.endsWith("\r") ? line.slice(0, -1) : line;
  };
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    const pieces = rest.split("\n");
    rest = pieces.pop() ?? "";
    yield* pieces.map(lineOf);
  }
  rest += decoder.decode();
  if (rest !== "") {
    yield lineOf(rest);
  }
}

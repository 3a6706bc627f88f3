import type { MerchantFault } from "./merchant-fault";

/** What became of a row: what is shown of it, if anything, and what the merchant has to mend. */
export interface RowReading<View> {
  readonly view: View | null;
  readonly faults: readonly MerchantFault[];
}

/** What a list shows, and what it had to leave out or show in part. */
export interface RowsReading<View> {
  readonly views: View[];
  readonly faults: MerchantFault[];
}

/**
 * Reads a list row by row. A row that cannot be read becomes a fault and never hides the others: whatever `read` throws
 * stays with its row.
 * @param faultOf the fault of a row that could not be read at all
 */
export function readRows<Row, View>(
  rows: readonly Row[],
  read: (row: Row) => RowReading<View>,
  faultOf: (row: Row, detail: string) => MerchantFault,
): RowsReading<View> {
  const views: View[] = [];
  const faults: MerchantFault[] = [];
  for (const row of rows) {
    try {
      const reading = read(row);
      if (reading.view !== null) views.push(reading.view);
      faults.push(...reading.faults);
    } catch (error) {
      faults.push(faultOf(row, error instanceof Error ? error.message : String(error)));
    }
  }
  return { views, faults };
}

export { countedAddress } from "./counted-address";
export { afterQuiet, isQuiet, type QuietHours, STANDARD_QUIET_HOURS } from "./quiet-hours";
export { BYTE_ORDER_MARK, type Cell, csvRow, yuanText } from "./spreadsheet";
export { isStorable, unstorablePath } from "./storable-text";

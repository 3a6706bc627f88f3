export { countedAddress } from "./counted-address";
export { BYTE_ORDER_MARK, type Cell, csvRow, yuanText } from "./spreadsheet";
export { isStorable, unstorablePath } from "./storable-text";

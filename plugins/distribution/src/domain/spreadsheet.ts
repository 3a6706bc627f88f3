/** How every file of distribution is written that is opened in a spreadsheet: statements, tax returns, lists for banks. */
export { BYTE_ORDER_MARK, type Cell, csvRow } from "@tengman/values";

/** The reports there are; a page's address and a file's name are made of these. */
export const REPORTS = [
  "overview",
  "traffic",
  "funnel",
  "distribution",
  "customers",
  "products",
  "searches",
  "habits",
] as const;

export type ReportName = (typeof REPORTS)[number];

export const isReportName = (text: string): text is ReportName =>
  (REPORTS as readonly string[]).includes(text);

/** The pure part of the kit: what needs neither a browser nor React. */
export * from "./amounts";
export type { English } from "./english";
export type { StatusText } from "./status";
export * from "./time";
export { isChinese, messages, NAMESPACE, t, translationsOf } from "./translation";

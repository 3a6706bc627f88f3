/** What a code may be used for: a code for one thing is worth nothing for another. */
export const PURPOSES = ["log_in", "link", "confirm"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What a code that was mailed may be used for: choosing a password, or adding the address to one's account. */
export const PURPOSES = ["password", "link"] as const;
export type Purpose = (typeof PURPOSES)[number];

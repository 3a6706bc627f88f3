import { z } from "zod";

/** What somebody says about themselves. All of it is theirs to leave out. */
export interface Profile {
  nickname: string | null;
  sex: "female" | "male" | "other" | null;
  /** `2001-02-28`. */
  birthday: string | null;
  avatar_url: string | null;
}

/** A change of a profile: what is not named stays, null takes it out. */
export type ProfileChange = Partial<Profile & { avatar_file_id: string | null }>;

/** A consent to one version of what is done for one purpose. */
export interface Consent {
  purpose: string;
  version: string;
  given_at: Date;
  withdrawn_at: Date | null;
}

/** What consents are asked for. */
export const CONSENT_PURPOSES = ["privacy_notice", "marketing", "personalisation"] as const;

export const consentShape = z.strictObject({
  purpose: z.enum(CONSENT_PURPOSES),
  version: z.string().trim().min(1).max(40),
  is_given: z.boolean(),
});

const LONGEST_NICKNAME = 20;
/** Control and formatting characters turn lines around and hide what is written. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;

const nickname = z
  .string()
  .trim()
  .min(1)
  .refine((typed) => [...typed].length <= LONGEST_NICKNAME && !UNSEEN.test(typed));

/** The shape of a change by a page. @param today the day in Asia/Shanghai, `2026-11-30`: nobody is born after it */
export function profileShape(today: string) {
  return z.strictObject({
    nickname: nickname.optional(),
    sex: z.enum(["female", "male", "other"]).nullable().optional(),
    birthday: z.iso
      .date()
      .refine((day) => day >= "1900-01-01" && day <= today)
      .nullable()
      .optional(),
  });
}

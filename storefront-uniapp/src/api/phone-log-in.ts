import { api } from "./shop-api";

export type CodePurpose = "log_in" | "link" | "confirm";

export interface SentCode {
  expires_in_s: number;
  resend_after_s: number;
}

/** Has a one-time code sent. @param proof what the page worked for, when the server asked for it */
export const requestCode = (body: {
  phone: string;
  purpose: CodePurpose;
  proof?: string;
}): Promise<SentCode> => api("POST", "/store/phone-login/codes", { body });

export const logInByPhone = (body: { phone: string; code: string }): Promise<{ token: string }> =>
  api("POST", "/auth/customer/phone", { body });

import type { SentCode } from "./phone-log-in";
import { api } from "./shop-api";

export type Provider = "wechat" | "phone" | "email";
export type EmailPurpose = "password" | "link";

export interface Identity {
  provider: Provider;
  /** Masked; empty for WeChat. */
  label: string;
}

export interface Profile {
  nickname: string | null;
  sex: "female" | "male" | "other" | null;
  /** `2001-02-28`. */
  birthday: string | null;
  avatar_url: string | null;
}

export type ProfileChange = Partial<Omit<Profile, "nickname" | "avatar_url"> & { nickname: string }>;

/** Where the account is or was logged in. */
export interface Session {
  id: string;
  device: string;
  network: string;
  provider: string;
  first_seen_at: string;
  last_seen_at: string;
  is_current: boolean;
  state: "active" | "ended" | "expired";
}

/** Why an account cannot be closed now. */
export interface ClosingRefusal {
  code: string;
  message: string;
}

interface Credentials {
  email: string;
  code: string;
  password: string;
}

const ACCOUNTS = "/store/accounts";

export const requestEmailCode = (body: {
  email: string;
  purpose: EmailPurpose;
  proof?: string;
}): Promise<SentCode> => api("POST", `${ACCOUNTS}/email/codes`, { body });

export const logInByEmail = (body: { email: string; password: string }): Promise<{ token: string }> =>
  api("POST", "/auth/customer/email", { body });

/** Registers an address, or chooses a new password for its account. */
export const choosePassword = (body: Credentials): Promise<{ token: string }> =>
  api("POST", `${ACCOUNTS}/email/password`, { body });

/** Changes the password; the answer's token takes the place of the one that asked. */
export const changePassword = (body: {
  old_password: string;
  password: string;
}): Promise<{ token: string }> => api("POST", `${ACCOUNTS}/password`, { body });

export const fetchIdentities = async (): Promise<Identity[]> =>
  (await api<{ identities: Identity[] }>("GET", `${ACCOUNTS}/identities`)).identities;

/** Linking answers a token where this account dissolved into the person's other one. */
type Linked = Promise<{ token: string } | undefined>;

export const linkPhone = (body: { phone: string; code: string }): Linked =>
  api("POST", `${ACCOUNTS}/identities/phone`, { body });

export const linkEmail = (body: Credentials): Linked => api("POST", `${ACCOUNTS}/identities/email`, { body });

/** @param body the token of a log-in through WeChat */
export const linkWechat = (body: { token: string }): Linked =>
  api("POST", `${ACCOUNTS}/identities/wechat`, { body });

export const unlink = (provider: Provider): Promise<unknown> =>
  api("DELETE", `${ACCOUNTS}/identities/${provider}`);

export const fetchProfile = async (): Promise<Profile> =>
  (await api<{ profile: Profile }>("GET", `${ACCOUNTS}/profile`)).profile;

export const saveProfile = async (body: ProfileChange): Promise<Profile> =>
  (await api<{ profile: Profile }>("POST", `${ACCOUNTS}/profile`, { body })).profile;

export const fetchSessions = async (): Promise<Session[]> =>
  (await api<{ sessions: Session[] }>("GET", `${ACCOUNTS}/sessions`)).sessions;

export const endSession = (id: string): Promise<unknown> =>
  api("DELETE", `${ACCOUNTS}/sessions/${encodeURIComponent(id)}`);

/** Logs out everywhere, here included. */
export const endAllSessions = (): Promise<unknown> => api("DELETE", `${ACCOUNTS}/sessions`);

/** Everything the shop knows of the person. */
export const fetchExport = (): Promise<unknown> => api("GET", `${ACCOUNTS}/export`);

export const fetchClosingRefusal = async (): Promise<ClosingRefusal | null> =>
  (await api<{ refusal: ClosingRefusal | null }>("GET", `${ACCOUNTS}/closure`)).refusal;

export const closeAccountForGood = (): Promise<unknown> =>
  api("POST", `${ACCOUNTS}/closure`, { body: { understood: true } });

import type { Chats } from "../people/chats.js";
import type { Person } from "../people/people.js";
import type { Credentials } from "../state/credentials.js";
import type { StateStore } from "../state/state-store.js";
import type { CallRecorder } from "../wire/call-recorder.js";
import type { AccountTokens } from "./account-tokens.js";
import type { Pusher } from "./pusher.js";
import type { Visitors } from "./visitors.js";
import type { WebAuthorization } from "./web-authorization.js";

/** What the Official Account's side is made of. */
export interface AccountRoom {
  store: StateStore;
  credentials: Credentials;
  authorization: WebAuthorization;
  tokens: AccountTokens;
  account_name: string;
  chats: Chats;
  pusher: Pusher;
  visitors: Visitors;
  recorder: CallRecorder;
  isAuthorizedHost: (hostname: string) => boolean;
  /** Who holds the phone whose web view has this origin, if one has. */
  holderAt: (origin: string) => Person | undefined;
  /** This WeChat's own address. */
  origin: () => string;
}

export type Query = Record<string, string | undefined>;
/** One call: its query, its body, the moment. */
export type AccountWork = (
  query: Query,
  body: Record<string, unknown>,
  now: number,
) => Record<string, unknown>;

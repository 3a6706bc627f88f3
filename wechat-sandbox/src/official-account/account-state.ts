/** How pushes are sent: 明文模式, 兼容模式, 安全模式. */
export type PushMode = "plain" | "compatible" | "aes";

/** What a person's acts allow the account to send them. Times are epoch milliseconds. */
export interface ServiceWindow {
  message_at: number | null;
  event_at: number | null;
  sent_since_message: number;
  sent_since_event: number;
}

/** A button of the account's menu, as the API takes it. */
export interface MenuButton {
  name: string;
  type?: string;
  key?: string;
  url?: string;
  appid?: string;
  pagepath?: string;
  media_id?: string;
  article_id?: string;
  sub_button?: MenuButton[];
}

/** A parametric code; `expires_at` is null for a permanent one. */
export interface SceneCode {
  ticket: string;
  url: string;
  scene: string;
  expires_at: number | null;
}

/** A template of the account, with the typed fields its text holds. */
export interface Template {
  template_id: string;
  title: string;
  fields: { name: string; label: string }[];
}

/** A template message that was sent. */
export interface SentTemplate {
  msgid: number;
  touser: string;
  template_id: string;
  client_msg_id: string | null;
  data: Record<string, string>;
  url: string;
  at: number;
}

/** The Official Account's server side, apart from its tokens. */
export interface AccountState {
  followers: string[];
  push_mode: PushMode;
  /** The EncodingAESKey pushes are made with; null: the one in the credentials. */
  push_key: string | null;
  last_msg_id: number;
  windows: Record<string, ServiceWindow>;
  menu: { buttons: MenuButton[]; from: "api" | "console" } | null;
  codes: SceneCode[];
  templates: Template[];
  sent_templates: SentTemplate[];
  /** Who refuses messages of the account. */
  refusing: string[];
  /** How many more calls may be made today, by interface; absent: as many as one likes. */
  quotas: Record<string, number>;
}

/** The account on its first day: everybody who lives here follows it. */
export function freshAccount(openids: string[]): AccountState {
  return {
    followers: openids,
    push_mode: "aes",
    push_key: null,
    last_msg_id: 23_000_000_000_000,
    windows: {},
    menu: null,
    codes: [],
    templates: [],
    sent_templates: [],
    refusing: [],
    quotas: {},
  };
}

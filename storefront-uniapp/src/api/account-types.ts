export interface Customer {
  id: string;
  first_name: string | null;
  metadata?: { wechat?: { nickname?: string; avatar_url?: string | null } } | null;
}

export interface JsSdkConfig {
  app_id: string;
  timestamp: number | string;
  nonce_str: string;
  signature: string;
  js_api_list: string[];
}

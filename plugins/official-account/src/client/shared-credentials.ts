/** Where credentials are kept for all servers of one shop. `ttl_seconds` is a promise to forget, not to keep. */
export interface CredentialCache {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, ttl_seconds: number): Promise<void>;
}

/** Runs `job` while nobody else on any server runs one under the same key. */
export type RunExclusively = <Result>(key: string, job: () => Promise<Result>) => Promise<Result>;

export interface SharedCredentials {
  cache: CredentialCache;
  exclusively: RunExclusively;
}

/** Credentials are renewed this long before WeChat lets them lapse, so that one in use never lapses on its way. */
const RENEW_EARLY_SECONDS = 300;

/** How long a credential of the given life may be kept; a very short life is used up to its half. */
export function keepForSeconds(expires_in: number): number {
  return expires_in > 2 * RENEW_EARLY_SECONDS ? expires_in - RENEW_EARLY_SECONDS : Math.floor(expires_in / 2);
}

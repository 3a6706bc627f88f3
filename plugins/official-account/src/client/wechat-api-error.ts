/** WeChat's own answers that this client tells apart; every other `errcode` is passed on as it came. */
export const WechatErrorCode = {
  accessTokenInvalid: 40001,
  accessTokenMalformed: 40014,
  accessTokenExpired: 42001,
  codeInvalid: 40029,
  codeUsed: 40163,
  scopeUnauthorised: 48001,
} as const;

const accessTokenCodes: readonly number[] = [
  WechatErrorCode.accessTokenInvalid,
  WechatErrorCode.accessTokenMalformed,
  WechatErrorCode.accessTokenExpired,
];

/** WeChat answered and refused. Carries its number, never the request: that one holds the app secret. */
export class WechatApiError extends Error {
  override readonly name = "WechatApiError";

  constructor(
    readonly operation: string,
    readonly errcode: number,
    /** WeChat's own number of the call, which its support and its console's diagnosis ask for. */
    readonly rid: string | null = null,
  ) {
    super(`WeChat refused ${operation} with errcode ${errcode}`);
  }

  /** True when the access token is the reason, so that a fresh one may help. */
  get concernsAccessToken(): boolean {
    return accessTokenCodes.includes(this.errcode);
  }
}

/** WeChat could not be reached, took too long, or did not answer with the JSON it promises. */
export class WechatUnreachableError extends Error {
  override readonly name = "WechatUnreachableError";

  constructor(
    readonly operation: string,
    readonly reason: "network" | "timeout" | "http_status" | "malformed",
    readonly http_status?: number,
  ) {
    super(
      `WeChat did not answer ${operation}: ${reason}${http_status === undefined ? "" : ` ${http_status}`}`,
    );
  }
}

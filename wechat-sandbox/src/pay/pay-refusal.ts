/** A refusal of the Pay API: `{code, message, detail?}` with its HTTP status. */
export class PayRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly detail?: { location: "body" | "query" | "header"; field: string; issue: string },
  ) {
    super(message);
    this.name = "PayRefusal";
  }
}

/** 401: whatever is wrong with a signature, WeChat says the same. */
export function signError(issue: string): PayRefusal {
  return new PayRefusal(401, "SIGN_ERROR", "签名错误，请检查后再试", {
    location: "header",
    field: "Authorization",
    issue,
  });
}

/** 400 for a field that breaks its rule. `field` is a JSON pointer such as `/amount/total`. */
export function parameterError(
  field: string,
  issue: string,
  location: "body" | "query" = "body",
): PayRefusal {
  return new PayRefusal(400, "PARAM_ERROR", `参数错误：${field} ${issue}`, { location, field, issue });
}

/** 400 for a request that is well formed and yet not possible now. */
export function invalidRequest(message: string): PayRefusal {
  return new PayRefusal(400, "INVALID_REQUEST", message);
}

/** A refusal of the Official Account's API: always HTTP 200 with `{errcode, errmsg}`, as WeChat does it. */
export class AccountRefusal extends Error {
  constructor(
    readonly errcode: number,
    message: string,
  ) {
    super(message);
    this.name = "AccountRefusal";
  }
}

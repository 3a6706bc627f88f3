let shared;

/** One stream for all phones of a page: browsers keep only six connections to one address. */
function events() {
  shared ??= new EventSource("/phone-api/events");
  return shared;
}

/** Calls of one phone to its WeChat. Every answer is JSON; a failed call throws. */
export class PhoneApi {
  constructor(number) {
    this.base = `/phone-api/${number}`;
  }

  /** The phone's whole view: who holds it, everybody's names, all messages. */
  view() {
    return this.#call("GET", "");
  }

  hand(openid) {
    return this.#call("POST", "/holder", { openid });
  }

  say(to, text) {
    return this.#call("POST", "/messages", { to, text });
  }

  sendCard(card) {
    return this.#call("POST", "/cards", card);
  }

  verify(claim) {
    return this.#call("POST", "/js-sdk-checks", claim);
  }

  openPayment(parameters) {
    return this.#call("POST", "/payment-requests", parameters);
  }

  pay(prepay_id) {
    return this.#call("POST", "/payments", { prepay_id });
  }

  scan(code_url) {
    return this.#call("POST", "/scans", { code_url });
  }

  tap(path) {
    return this.#call("POST", "/taps", { path });
  }

  follow() {
    return this.#call("POST", "/follow", {});
  }

  openTransfer(asked) {
    return this.#call("POST", "/transfer-requests", asked);
  }

  confirmTransfer(asked) {
    return this.#call("POST", "/transfers", asked);
  }

  /** Calls `changed` whenever something happened on either phone, and after a lost connection came back. */
  watch(changed) {
    events().addEventListener("message", changed);
    events().addEventListener("open", changed);
  }

  async #call(method, path, body) {
    const response = await fetch(this.base + path, {
      method,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.message ?? String(response.status));
    return answer;
  }
}

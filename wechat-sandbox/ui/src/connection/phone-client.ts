import type { MenuButton } from "../../../src/official-account/account-state";
import type { WalletMovement } from "../../../src/people/wallet";
import type { PaymentView, PhoneView, TransferView } from "../../../src/phones/phone-view";
import type { Message } from "../../../src/state/state";
import { call } from "./call";

export type { MenuButton, Message, PaymentView, PhoneView, TransferView, WalletMovement };

/** A card as a page in the web view makes it. */
export interface Card {
  title: string;
  desc: string;
  link: string;
  image_url: string;
}

/** What became of a code somebody scanned. */
export interface Scanned {
  account?: true;
  open?: string;
  refused?: string;
  payment?: PaymentView;
}

/** The calls of one person's phone to its WeChat. */
export class PhoneClient {
  readonly #base: string;

  /** @param person openid, WeChat number or nickname */
  constructor(person: string) {
    this.#base = `/phone-api/${encodeURIComponent(person)}`;
  }

  /** The phone's whole view: who holds it, everybody's names, all messages. */
  view = () => this.#get<PhoneView>("");

  /** Every movement of the wallet, oldest first. */
  wallet = () => this.#get<{ movements: WalletMovement[] }>("/wallet");

  /** Takes a web view; answers its origin. */
  takeWebView = () => this.#post<{ origin: string }>("/web-view", {});

  say = (to: string, text: string) => this.#post("/messages", { to, text });

  sendPicture = (to: string, picture: string) => this.#post("/messages", { to, picture });

  sendCard = (to: string, card: Card) => this.#post<{ to: string }>("/cards", { ...card, to });

  verify = (claim: unknown) => this.#post<{ verdict: string }>("/js-sdk-checks", claim);

  openPayment = (asked: unknown) =>
    this.#post<{ payment?: PaymentView; refused?: string }>("/payment-requests", asked);

  pay = (prepay_id: string) => this.#post<{ paid?: true; refused?: string }>("/payments", { prepay_id });

  scan = (code_url: string) => this.#post<Scanned>("/scans", { code_url });

  /** A button of the account's menu, by its place. */
  tap = (path: number[]) => this.#post<{ open?: string }>("/taps", { path });

  follow = () => this.#post("/follow", {});

  openTransfer = (asked: unknown) =>
    this.#post<{ transfer?: TransferView; refused?: string }>("/transfer-requests", asked);

  confirmTransfer = (asked: unknown) =>
    this.#post<{ confirmed?: true; refused?: string }>("/transfers", asked);

  /** Keeps a picture in the phone's album. */
  async savePicture(picture: Blob): Promise<string> {
    const response = await fetch(`${this.#base}/pictures`, {
      method: "POST",
      headers: { "content-type": picture.type },
      body: picture,
    });
    if (!response.ok) throw new Error(String(response.status));
    return ((await response.json()) as { picture: string }).picture;
  }

  #get<Result>(path: string): Promise<Result> {
    return call("GET", this.#base + path);
  }

  #post<Result>(path: string, body: unknown): Promise<Result> {
    return call("POST", this.#base + path, body);
  }
}

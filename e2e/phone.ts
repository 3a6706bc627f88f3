import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";

/** Somebody's phone of the local WeChat: alone in a page of its own at phone size, or one of several on the desk. */
export class Phone {
  /** The page inside the phone's web view. */
  readonly shop: FrameLocator;

  constructor(
    readonly page: Page,
    private readonly keep: (name: string, page: Page) => Promise<void>,
    /** The phone, where it is not the whole page. */
    private readonly root: Page | Locator = page,
  ) {
    this.shop = root.frameLocator('[data-testid="webview"]');
  }

  /** Opens somebody's phone at its chat list. */
  async open(wechatOrigin: string, nickname: string): Promise<void> {
    await this.page.goto(`${wechatOrigin}/phones/${encodeURIComponent(nickname)}`);
    await expect(this.in("tab-chats")).toBeVisible();
  }

  /** Something of the phone itself. */
  in(testId: string): Locator {
    return this.root.getByTestId(testId);
  }

  /** Something of the page in the web view, as far as it can be seen: hidden pages stay in uni-app's DOM. */
  at(testId: string): Locator {
    return this.shop.getByTestId(testId).filter({ visible: true });
  }

  /** Keeps a picture of the screen for people to look at, once its movements have come to rest. */
  async see(name: string): Promise<void> {
    await this.page.waitForTimeout(600);
    await this.keep(name, this.page);
  }

  /** From the chat list through the Official Account's menu into the shop. */
  async enterShop(): Promise<void> {
    await this.in("open-official-account").click();
    await this.see("official-account");
    await this.in("open-shop").first().click();
    await expect(this.at("product-card").first()).toBeVisible();
  }

  /** Logs in from the log-in page that is shown, agreeing to WeChat's sheet. */
  async logIn(): Promise<void> {
    await this.at("log-in-wechat").click();
    await this.see("wechat-consent");
    await this.at("oauth-allow").click();
  }

  /** Opens the chat with somebody from the chat list. */
  async openChat(nickname: string): Promise<void> {
    await this.root.locator(`[data-testid="open-chat"][data-name="${nickname}"]`).click();
  }

  /** Sends the product in the web view to somebody, by WeChat's own menu, once its card carries a referral. */
  async shareWith(nickname: string): Promise<void> {
    await expect(this.in("webview-menu")).toHaveAttribute("data-card", /product\/index\?.*[?&]st=/);
    await this.in("webview-menu").click();
    await this.see("webview-menu");
    await this.in("share-to-friend").click();
    await this.root.locator(`[data-testid="share-recipient"][data-name="${nickname}"]`).click();
  }

  /** One page back, as WeChat's own bar does it: the shop has none of its own in there. */
  async back(): Promise<void> {
    await this.in("webview-back").click();
  }

  /** Closes the web view and goes back to the chat list. */
  async leaveShop(): Promise<void> {
    await this.in("webview-close").click();
    await expect(this.in("webview")).toBeHidden();
    while (await this.in("nav-back").isVisible()) await this.in("nav-back").click();
  }
}

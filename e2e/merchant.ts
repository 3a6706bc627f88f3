import { expect, type Page } from "@playwright/test";

/** The merchant at Medusa's admin, in a desktop-sized page. */
export class Merchant {
  constructor(
    readonly page: Page,
    private readonly origin: string,
    private readonly keep: (name: string, page: Page) => Promise<void>,
  ) {}

  /** Logs in; the admin speaks Chinese without a click. */
  async logIn({ email, password }: { email: string; password: string }): Promise<void> {
    await this.page.goto(`${this.origin}/app/login`);
    await this.page.locator('input[name="email"]').fill(email);
    await this.page.locator('input[name="password"]').fill(password);
    await this.page.keyboard.press("Enter");
    await expect(this.page.getByRole("heading", { name: "订单" })).toBeVisible();
    await this.keep("admin-orders", this.page);
  }

  /** Opens an order and waits for the distribution widget. */
  async openOrder(id: string): Promise<void> {
    await this.page.goto(`${this.origin}/app/orders/${id}`);
    await expect(this.page.getByTestId("order-distribution")).toBeVisible();
  }

  /** Ships everything of the order that is open: fulfil, then mark as shipped. */
  async ship(id: string): Promise<void> {
    await this.page.goto(`${this.origin}/app/orders/${id}/fulfillment?requires_shipping=true`);
    const create = this.page.getByRole("button", { name: "创建发货单" });
    // The form fills in the shopper's shipping option a moment after it appears, and refuses until then.
    await expect(create).toBeVisible();
    await expect(async () => {
      // On a busy machine the first click may have worked by now.
      if (await create.isVisible()) await create.click({ timeout: 1_000 });
      await expect(create).toBeHidden({ timeout: 5_000 });
    }).toPass();
    await this.page.getByRole("button", { name: "标记为已发货" }).click();
    await this.page.getByRole("button", { name: "保存" }).click();
    await expect(this.page.getByText("发货创建成功").first()).toBeVisible();
  }

  /** Refunds an amount of a payment of the order, as the payment's menu does. */
  async refund(id: string, paymentId: string, yuan: string): Promise<void> {
    await this.page.goto(`${this.origin}/app/orders/${id}/refund?paymentId=${paymentId}`);
    const amount = this.page.locator('input[name="amount"]');
    await amount.click();
    await amount.fill(yuan);
    await this.see("admin-refund");
    await this.page.getByRole("button", { name: "保存" }).click();
    await expect(amount).toBeHidden();
  }

  /** Keeps a picture of the page. */
  async see(name: string): Promise<void> {
    await this.page.waitForTimeout(500);
    await this.keep(name, this.page);
  }
}

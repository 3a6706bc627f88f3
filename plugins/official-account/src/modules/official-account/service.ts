import type { EntityManager } from "@medusajs/framework/mikro-orm/knex";
import { MedusaService } from "@medusajs/framework/utils";
import type { AdminGrants } from "@tengman/plugin-kit";
import type { QuietHours } from "@tengman/values";
import { OfficialAccountClient } from "../../client/official-account-client.js";
import type { PushSecrets } from "../../client/push.js";
import { grantsOf, type OfficialAccountOptions, readOptions } from "../../options.js";
import { WechatIdentity } from "./models/wechat-identity.js";
import { FollowerStore } from "./storage/follower-store.js";
import { MenuStore } from "./storage/menu-store.js";
import { MessageStore } from "./storage/message-store.js";
import { NoticeStore } from "./storage/notice-store.js";
import { PersonStore } from "./storage/person-store.js";
import { PushStore } from "./storage/push-store.js";
import { ReplyStore } from "./storage/reply-store.js";
import type { RunSql } from "./storage/run-sql.js";
import { SceneStore } from "./storage/scene-store.js";

/** The part of Medusa's base repository that statements of our own need. */
interface SqlRepository {
  getFreshManager(): EntityManager;
}

/** Keeps which customer a WeChat person is and what goes on in the account, and holds the configured client. */
export class OfficialAccountModuleService extends MedusaService({ WechatIdentity }) {
  readonly client: OfficialAccountClient;
  /** Who may what in the admin; null when the shop has configured nothing. */
  readonly adminGrants: AdminGrants | null;
  readonly pushes: PushStore;
  readonly followers: FollowerStore;
  readonly messages: MessageStore;
  readonly replies: ReplyStore;
  readonly menus: MenuStore;
  readonly scenes: SceneStore;
  readonly notices: NoticeStore;
  readonly people: PersonStore;
  private readonly options: OfficialAccountOptions;

  constructor(cradle: { baseRepository: SqlRepository }, options: unknown) {
    super(cradle, options);
    this.options = readOptions(options);
    this.client = new OfficialAccountClient(this.options);
    this.adminGrants = grantsOf(this.options);
    const run: RunSql = (sql, values) => cradle.baseRepository.getFreshManager().execute(sql, [...values]);
    this.pushes = new PushStore(run);
    this.followers = new FollowerStore(run, this.options.app_id);
    this.messages = new MessageStore(run, this.options.app_id);
    this.replies = new ReplyStore(run);
    this.menus = new MenuStore(run);
    this.scenes = new SceneStore(run);
    this.notices = new NoticeStore(run, this.options.app_id);
    this.people = new PersonStore(run);
  }

  /** What pushes are verified with; null while the shop has configured none. */
  get push_secrets(): PushSecrets | null {
    const { app_id, push } = this.options;
    return push ? { app_id, ...push } : null;
  }

  /** The name of the service that knows distributors, where the shop has one. */
  get distributors(): string | undefined {
    return this.options.distributors;
  }

  /** When people are told only what is urgent. */
  get quiet_hours(): QuietHours {
    return this.options.quiet_hours;
  }

  /** The openid of the account's own follower that a customer is. */
  async openidOf(customer_id: string): Promise<string | null> {
    const [known] = await this.listWechatIdentities(
      { customer_id, app_id: this.app_id },
      { take: 1, order: { updated_at: "DESC" } },
    );
    return known?.openid ?? null;
  }

  /** The shop's address, which messages link to. */
  get shop_origin(): string {
    return this.options.shop_origin ?? "";
  }

  /** The account the shop runs on. */
  get app_id(): string {
    return this.options.app_id;
  }

  /** The customer that a person was when they were last here; null for a stranger. */
  async customerOf({ app_id, openid }: { app_id: string; openid: string }): Promise<string | null> {
    const [known] = await this.listWechatIdentities({ app_id, openid }, { take: 1 });
    return known?.customer_id ?? null;
  }

  /** Hosts, with their port where it is not the usual one, whose pages belong to the shop. */
  get allowed_hosts(): readonly string[] {
    return this.options.allowed_hosts;
  }
}

import { messages } from "@tengman/admin-kit";

export const ROLES = "/admin/mall/roles";

export type Role = "owner" | "operator" | "finance" | "service";

/** A user of the admin and the role they have. */
export interface StaffMember {
  readonly id: string;
  readonly email: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly role: Role | null;
  readonly is_owner_by_configuration: boolean;
}

/** A role that was given or taken. */
export interface RoleChange {
  readonly user_id: string;
  readonly email: string;
  readonly from_role: Role | null;
  readonly to_role: Role | null;
  readonly changed_by: string;
  readonly changed_at: string;
}

/** What the page reads. */
export interface Staff {
  readonly roles: Readonly<Record<Role, readonly string[]>>;
  readonly staff: readonly StaffMember[];
  readonly changes: readonly RoleChange[];
}

/** A select cannot hold nothing. */
export const NO_ROLE = "none";

export const ROLE_NAMES: Record<Role | typeof NO_ROLE, string> = messages({
  owner: "所有者",
  operator: "运营",
  finance: "财务",
  service: "客服",
  none: "仅查看",
});

/** What a permission opens, in a few words; one that is not known shows its own name. */
export const PERMISSION_NAMES: Readonly<Record<string, string>> = messages({
  "*": "全部操作，包括成员与角色",
  acknowledge_alerts: "处理预警",
  acknowledge_compliance: "确认合规须知",
  answer_reviews: "回复与隐藏评价",
  approve_changes: "复核关系变更",
  change_bindings: "申请关系变更",
  close_books: "月结与账本校验",
  decide_payouts: "审批提现",
  decide_people: "审批、冻结、清退分销商",
  edit_shop: "公众号菜单、回复与公示内容",
  export_customers: "导出顾客",
  export_identities: "导出实名与收款信息",
  handle_after_sales: "处理售后",
  issue_invoices: "登记发票",
  manage_access: "管理成员与角色",
  manage_customers: "维护顾客、标签与人群",
  manage_orders: "订单与发货",
  manage_products: "商品与库存",
  manage_promotions: "促销与优惠券",
  manage_settings: "店铺设置、运费与税",
  move_money: "收款、退款与取消订单",
  operate_payments: "处理支付与对账",
  publish_plans: "修改并发布分佣方案",
  read: "查看",
  read_audit: "查看分销操作记录",
  review_risk: "处理风险",
  see_identities: "查看实名与收款信息",
  send_outreach: "群发触达",
  ship_orders: "待发货、发货与导入",
});

/** What a role opens. */
export const permissionsText = (permissions: readonly string[], separator: string): string =>
  permissions.map((permission) => PERMISSION_NAMES[permission] ?? permission).join(separator);

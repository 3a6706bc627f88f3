import { messages } from "@tengman/admin-kit/texts";

/** A customer as `/admin/crm/customers/:id` answers. */
export interface CustomerPage {
  readonly facts: {
    readonly first_order_at: string | null;
    readonly last_order_at: string | null;
    readonly order_count: number;
    readonly net_fen: string;
    readonly refunded_fen: string;
    readonly refund_count: number;
    readonly source: string;
    readonly follows: boolean | null;
    readonly last_visit_at: string | null;
  };
  readonly tags: { readonly id: string; readonly name: string; readonly origin: "hand" | "rule" }[];
  readonly care: { readonly owner_id: string | null; readonly consents_to_marketing: boolean };
  readonly notes: {
    readonly id: string;
    readonly body: string;
    readonly author_id: string;
    readonly created_at: string;
  }[];
  readonly tasks: {
    readonly id: string;
    readonly title: string;
    readonly due_on: string | null;
    readonly assignee_id: string;
    readonly done_at: string | null;
  }[];
  readonly users: Readonly<Record<string, string>>;
}

/** Something that happened to a customer. */
export interface TimelineEvent {
  readonly at: string;
  readonly kind: keyof typeof KINDS;
  readonly order_id?: string;
  readonly amount_fen?: string;
  readonly text?: string;
  readonly actor_id?: string;
}

export const KINDS = messages({
  registered: "注册",
  order_placed: "下单",
  order_paid: "付款",
  order_refunded: "退款",
  order_canceled: "订单取消",
  coupon_used: "使用优惠",
  after_sale: "申请售后",
  message_in: "顾客来信",
  message_out: "发给顾客",
  changed: "操作",
});

/** What people at the merchant's did, by the name the audit gives it. */
export const ACTIONS: Readonly<Record<string, string>> = messages({
  tag_set: "打标签",
  tag_taken: "去掉标签",
  note_added: "写备注",
  note_deleted: "删除备注",
  task_added: "添加待办",
  task_done: "完成待办",
  task_reopened: "重新打开待办",
  care_changed: "修改跟进信息",
});

export const pathOf = (id: string): string => `/admin/crm/customers/${id}`;

/** Every code a request can be refused with, with its HTTP status and what a person may read. */
export const REFUSALS = {
  route_not_found: { status: 404, message: "请求的地址不存在" },
  invalid_request: { status: 400, message: "请求内容有误，请检查后重试" },
  address_invalid: { status: 400, message: "收货地址不完整或有误" },
  variant_unknown: { status: 404, message: "商品不存在或已下架" },
  product_unknown: { status: 404, message: "商品不存在或已下架" },
  price_invalid: { status: 409, message: "商品价格正在调整，暂时无法购买" },
  out_of_stock: { status: 409, message: "商品库存不足" },
  price_changed: { status: 409, message: "订单金额有变动，请确认后重新提交" },
  promotion_invalid: { status: 422, message: "优惠码无效或不适用于当前商品" },
  cart_full: { status: 409, message: "购物车已放满 100 种商品，请先清理一部分" },
  cart_line_unknown: { status: 404, message: "购物车里已经没有这件商品了" },
  coupon_unknown: { status: 404, message: "优惠券不存在或已下架" },
  coupon_over: { status: 409, message: "优惠券已领完或已过期" },
  shipping_unavailable: { status: 422, message: "收货地址暂不支持配送" },
  too_many_unpaid_orders: { status: 409, message: "您有较多待付款的订单，请先付款或取消后再下单" },
  purchase_limit_exceeded: { status: 409, message: "超过该商品的限购数量" },
  too_many_attempts: { status: 429, message: "操作过于频繁，请稍后再试" },
  idempotency_key_reused: { status: 409, message: "该请求编号已用于另一笔订单" },
  order_in_progress: { status: 409, message: "订单正在处理中，请稍候" },
  order_not_found: { status: 404, message: "订单不存在" },
  order_not_payable: { status: 409, message: "订单当前无法支付" },
  order_not_cancelable: { status: 409, message: "订单当前无法取消" },
  order_not_transferable: {
    status: 409,
    message: "商城订单归下单的顾客所有，不能转给其他顾客；如需更换收货人请修改收货信息",
  },
  order_not_finished: { status: 409, message: "订单还未结束，不能删除" },
  order_not_waiting: { status: 409, message: "订单不在待发货状态" },
  reminded_already: { status: 409, message: "已经提醒过商家，请耐心等待" },
  address_fixed: { status: 409, message: "订单已发货或已结束，不能修改收货地址" },
  address_elsewhere: { status: 409, message: "只能改为同一省份的地址，更换省份请联系商家" },
  nothing_to_send: { status: 409, message: "订单没有待发的商品" },
  parcel_line_unknown: { status: 422, message: "订单中没有该商品行" },
  parcel_pieces_exceeded: {
    status: 409,
    message: "发货数量超过未发数量；已在订单页创建的发货单，请在订单页发货或取消",
  },
  parcel_refused: { status: 409, message: "发货未成功，请到订单页处理" },
  parcel_failed: { status: 409, message: "发货没有完成，请稍后用同一运单号再试" },
  sheet_unreadable: { status: 422, message: "读不出表格内容，请上传 CSV 文件" },
  sheet_too_large: { status: 413, message: "表格过大，请分成几份上传" },
  order_not_shipped: { status: 409, message: "订单尚未发货，无法确认收货" },
  invoice_unavailable: { status: 409, message: "订单没有可开票的金额" },
  invoice_issued: { status: 409, message: "发票已开具，如需更改请联系商家" },
  invoice_changed: { status: 409, message: "开票信息刚刚被修改，请刷新后核对" },
  invoice_not_found: { status: 404, message: "没有找到开票申请" },
  after_sale_not_found: { status: 404, message: "售后单不存在" },
  after_sale_line_unknown: { status: 404, message: "订单中没有该商品" },
  after_sale_unavailable: { status: 409, message: "订单当前状态不支持申请该类售后" },
  after_sale_window_over: { status: 409, message: "已超过可申请售后的时间" },
  after_sale_open: { status: 409, message: "该商品已有处理中的售后申请" },
  after_sale_quantity_exceeded: { status: 409, message: "申请数量超过可售后数量" },
  after_sale_state_changed: { status: 409, message: "售后单状态已变化，请刷新后重试" },
  after_sale_reason_invalid: { status: 422, message: "该售后类型不支持所选原因" },
  after_sale_amount_exceeded: { status: 422, message: "退款金额超过可退金额" },
  nothing_refundable: { status: 409, message: "订单已没有足够的可退金额" },
  photo_invalid: { status: 422, message: "请上传 JPG、PNG 或 WebP 图片" },
  photo_too_large: { status: 422, message: "图片不能超过 5MB" },
  photos_too_many: { status: 409, message: "上传的图片过多，请稍后再试" },
  photo_unknown: { status: 404, message: "图片不存在或已失效，请重新上传" },
  review_line_unknown: { status: 404, message: "订单中没有该商品" },
  review_unavailable: { status: 409, message: "该商品现在不能评价" },
  review_exists: { status: 409, message: "该商品已经评价过了" },
  review_not_found: { status: 404, message: "评价不存在" },
  question_not_found: { status: 404, message: "提问不存在" },
  questions_too_many: { status: 409, message: "你还有几个问题等待商家回答，请稍后再问" },
  review_added_already: { status: 409, message: "已经追加过评价了" },
  home_changed: { status: 409, message: "首页草稿已被其他人修改，请刷新后再编辑" },
  home_version_unknown: { status: 404, message: "没有找到这个首页版本" },
  return_to_missing: { status: 400, message: "请填写退货地址" },
  refund_refused: { status: 409, message: "退款未被受理，请稍后重试" },
  refund_closed: { status: 409, message: "退款已被关闭，请重新发起" },
  order_change_open: { status: 409, message: "订单有一项未完成的修改，请商家先确认或取消它，再退款" },
  wechat_identity_missing: { status: 409, message: "请先使用微信登录后再支付" },
  record_not_found: { status: 404, message: "没有找到该记录，可能已被删除" },
  account_protected: { status: 403, message: "不能为店铺所有者重设密码；请先移除该账号再重新邀请" },
  last_owner: { status: 409, message: "店铺至少要有一位所有者，请先把所有者交给其他人" },
  role_by_configuration: { status: 409, message: "该账号的权限由服务器配置决定，不能在后台修改" },
  invitation_missing: { status: 403, message: "没有有效的邀请，请联系店铺所有者" },
  reset_by_owner: { status: 403, message: "请联系店铺所有者重设密码" },
  shop_cannot_sell: { status: 409, message: "商城正在调整，暂时无法购买，请稍后再来" },
  payment_unavailable: { status: 502, message: "微信支付暂时不可用，请稍后重试" },
} as const satisfies Record<string, { status: number; message: string }>;

export type RefusalCode = keyof typeof REFUSALS;

/** Why a request was refused: a stable code, a Chinese sentence, and the offending field as a path. */
export interface Refusal {
  code: RefusalCode;
  message: string;
  field?: string;
}

/** A refusal with the sentence its code has by default, or with a more exact one. */
export function refusal(
  code: RefusalCode,
  field?: string,
  message: string = REFUSALS[code].message,
): Refusal {
  return field === undefined ? { code, message } : { code, message, field };
}

/** Whether a text is one of the refusal codes. */
export function isRefusalCode(code: unknown): code is RefusalCode {
  return typeof code === "string" && Object.hasOwn(REFUSALS, code);
}

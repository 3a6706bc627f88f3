/**
 * Medusa's own Chinese in the words of a Chinese shop: a merchant ships (发货) and has a waybill number (运单号), goods have
 * specifications (规格), and what was paid is 已付款. Paths are those of the dashboard's `zhCN.json`; a spec holds them to it.
 */
export const ZH_CN = {
  general: { of: "/ 共", results: "条" },
  addresses: { title: "收货地址" },
  login: { title: "藤蔓后台", hint: "登录以管理店铺" },
  actions: { editVariantImages: "编辑规格图片" },
  app: { search: { groups: { product_variant: "商品规格", productVariant: "商品规格" } } },
  fields: {
    creditTotal: "售后冲减合计",
    fulfillment: "发货",
    handle: "链接",
    fulfillmentProvider: "发货方式",
    fulfillmentProviders: "发货方式",
    variant: "规格",
    variants: "规格",
  },
  orders: {
    giftCardsStoreCreditLines: "礼品卡及售后冲减",
    creditLines: {
      title: "售后冲减",
      total: "售后冲减合计",
      createCreditLine: "添加售后冲减",
      createCreditLineSuccess: "已添加售后冲减",
      createCreditLineError: "添加售后冲减失败",
      createCreditLineDescription: "添加 {{amount}} 的售后冲减",
    },
    payment: {
      isReadyToBeCaptured: "付款 <0/> 等待确认收款。",
      capture: "确认收款",
      capture_short: "收款",
      capturePayment: "将确认收款 {{amount}}。",
      capturePaymentSuccess: "已确认收款 {{amount}}",
      status: { captured: "已付款", partiallyCaptured: "部分已付款" },
    },
    edits: { validation: { quantityLowerThanFulfillment: "数量不能小于或等于已发货的数量" } },
    allocateItems: { requires: "每个规格需要 {{num}}" },
    shipment: {
      title: "标记发货单已发出",
      trackingNumber: "运单号",
      trackingUrl: "物流查询链接",
      addTracking: "添加运单号",
    },
    fulfillment: {
      cancelWarning: "将取消这张发货单，不能撤回。",
      markAsDeliveredWarning: "将把这张发货单标记为已送达，不能撤回。",
      unfulfilledItems: "未发货商品",
      statusLabel: "发货状态",
      statusTitle: "发货状态",
      fulfillItems: "去发货",
      awaitingFulfillmentBadge: "待发货",
      number: "发货单 #{{number}}",
      itemsToFulfill: "要发货的商品",
      create: "创建发货单",
      itemsToFulfillDesc: "选择要发货的商品和数量",
      locationDescription: "选择从哪个仓库发货。",
      sendNotificationHint: "发货时通知顾客。",
      error: { wrongQuantity: "只有一件商品可以发货", noItems: "没有要发货的商品。" },
      status: { notFulfilled: "未发货", partiallyFulfilled: "部分已配货", fulfilled: "已配货" },
      toast: {
        created: "发货单已创建",
        canceled: "发货单已取消",
        fulfillmentShipped: "已发出的发货单不能取消",
        fulfillmentDelivered: "发货单已标记为已送达",
      },
      trackingLabel: "物流",
    },
    activity: {
      events: {
        payment: { captured: "已付款" },
        fulfillment: { created: "已创建发货单", canceled: "发货单已取消" },
      },
    },
  },
  products: {
    create: {
      tabs: { variants: "规格" },
      errors: { variants: "请至少选择一个规格。" },
      inventory: { label: "把库存项加入规格的库存组合。" },
      variants: {
        header: "规格",
        subHeadingTitle: "是的，这件商品有多个规格",
        subHeadingDescription: "不勾选时会创建一个默认规格",
        productVariants: {
          label: "商品规格",
          hint: "这个顺序就是规格在店铺里的顺序。",
          alert: "添加选项以生成规格。",
          tip: "没有勾选的规格不会创建，之后可以随时添加和编辑。",
        },
      },
    },
    variants: {
      header: "规格",
      empty: { heading: "没有规格", description: "这里还没有规格。" },
      filtered: { description: "没有符合筛选条件的规格。" },
    },
    media: {
      manageImageVariants: "管理关联规格",
      variantImages: "规格图片",
      selectToAdd: "把商品图片加到规格。新图片请先加到商品。",
    },
    variantMedia: {
      label: "规格图片",
      manageVariants: "管理规格",
      addToMultipleVariants: "添加到多个规格",
      manageVariantsDescription: "管理图片关联的规格",
      successToast: "规格图片已更新。",
      emptyState: { description: "为规格添加图片，在店铺中展示。" },
    },
    variantCount_one: "{{count}} 个规格",
    variantCount_other: "{{count}} 个规格",
    deleteVariantWarning: "将删除规格 {{title}}，不能撤回。",
    columns: { variants_count: "规格", handle: "链接" },
    fields: {
      handle: { label: "链接", tooltip: "商品在店铺里的链接；不填时由标题生成。" },
      options: { variations: "选项值（用逗号分隔）" },
      variants: {
        label: "商品规格",
        hint: "没有勾选的规格不会创建，这个顺序就是规格在店铺里的顺序。",
      },
    },
    variant: {
      edit: { header: "编辑规格", success: "规格已保存" },
      create: { header: "规格详情" },
      deleteWarning: "确定要删除这个规格吗？",
      inventory: {
        notManagedDesc: "这个规格没有管理库存，启用“管理库存”后才会记录。",
        inventoryKitHint: "这个规格是否由多个库存项组成？",
        allowBackordersHint: "启用后，没有库存时顾客也可以购买这个规格。",
      },
    },
    import: {
      upload: {
        description:
          "导入可以添加或更新商品。更新已有商品须填写原来的链接和 ID，更新已有规格须填写原来的 ID。导入前会请你确认。",
      },
    },
    stock: { description: "更新所有规格的库存数量。" },
  },
  collections: { handleTooltip: "系列在店铺里的链接；不填时由标题生成。" },
  inventory: { associatedVariants: "关联规格" },
  stockLocations: {
    fulfillmentProviders: {
      header: "发货方式",
      label: "已启用的发货方式",
      connectedTo: "已启用 {{count}} / {{total}} 种发货方式",
      noProviders: "这个仓库还没有启用发货方式。",
      successToast: "发货方式已更新。",
    },
    shippingOptions: {
      fields: {
        provider: "发货方式",
        fulfillmentOption: "发货选项",
        priceType: { options: { calculated: { hint: "结账时由发货方式计算运费。" } } },
      },
    },
  },
  regions: { shippingOption: { fulfillmentMethod: "发货方式" } },
  labels: { productVariant: "商品规格" },
} as const;

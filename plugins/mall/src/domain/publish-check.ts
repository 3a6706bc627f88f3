import type { Disclosures } from "./disclosures";

/** What is looked at; `flagged_products` are on sale with words of `advertising-words.ts`. */
export interface PublishFacts {
  business_license_url: string | undefined;
  icp_number: string | undefined;
  disclosures: Disclosures;
  flagged_products: number;
}

/** One thing a shop needs before it opens; `remedy` only where it is missing. */
export interface PublishFinding {
  id: string;
  state: "ok" | "missing";
  title: string;
  law: string;
  remedy?: string;
}

/** Number of a filing, such as 浙ICP备12345678号-1 or 浙ICP证B2-20201234. */
const ICP_NUMBER = /^\p{Script=Han}ICP(?:备\d{6,10}号(?:-\d{1,3})?|证\p{L}?[\w-]{4,20}号?)$/u;
/** A mainland mobile or landline number, or a 400 or 95 service line. */
const TELEPHONE = /^(?:1[3-9]\d{9}|0\d{9,11}|[48]00\d{7}|9\d{4,7})$/;
/** Fewer characters cannot say what these texts have to. */
const LEAST_TEXT = 30;

const REQUIREMENTS: readonly {
  id: string;
  title: string;
  law: string;
  remedy: string;
  holds: (facts: PublishFacts) => boolean;
}[] = [
  {
    id: "business_license",
    title: "营业执照",
    law: "电子商务法第十五条：在首页显著位置持续公示",
    remedy: "在环境变量 SHOP_BUSINESS_LICENSE_URL 中填写营业执照图片或公示页地址",
    holds: ({ business_license_url }) => Boolean(business_license_url),
  },
  {
    id: "icp_number",
    title: "ICP 备案号",
    law: "互联网信息服务管理办法第十二条：在主页标明",
    remedy: "在环境变量 SHOP_ICP_NUMBER 中填写备案号，形如“浙ICP备12345678号-1”",
    holds: ({ icp_number }) => ICP_NUMBER.test(icp_number?.replaceAll(/\s/g, "") ?? ""),
  },
  {
    id: "operator_name",
    title: "经营者名称",
    law: "消费者权益保护法第二十一条：标明真实名称",
    remedy: "填写营业执照上的经营者名称",
    holds: ({ disclosures }) => disclosures.operator_name.length >= 2,
  },
  {
    id: "complaint_contact",
    title: "投诉电话",
    law: "电子商务法第五十九条：公开投诉、举报方式",
    remedy: "填写有人接听的手机、座机或 400 电话",
    holds: ({ disclosures }) => TELEPHONE.test(disclosures.complaint_phone.replaceAll(/[\s()（）-]/g, "")),
  },
  {
    id: "privacy_notice",
    title: "隐私政策",
    law: "个人信息保护法第十七条：处理前以显著方式告知",
    remedy: "写明版本号与正文：处理者、目的、方式、种类、保存期限与行使权利的方式",
    holds: ({ disclosures }) =>
      disclosures.privacy_version !== "" && disclosures.privacy_notice.length >= LEAST_TEXT,
  },
  {
    id: "return_policy",
    title: "退换货规则",
    law: "消费者权益保护法第二十五条：七日无理由退货；不适用的商品须在购买时确认",
    remedy: "写明七天无理由退货的办法、运费由谁承担与不适用的商品",
    holds: ({ disclosures }) => disclosures.return_policy.length >= LEAST_TEXT,
  },
  {
    id: "advertising_words",
    title: "商品文案用语",
    law: "广告法第九条：不得使用“国家级”“最高级”“最佳”等用语",
    remedy: "在“广告用语检查”中逐件修改",
    holds: ({ flagged_products }) => flagged_products === 0,
  },
];

/** «Can this shop open?»: every requirement with what is missing, in the order a merchant works through them. */
export function checkPublishing(facts: PublishFacts): { ready: boolean; findings: PublishFinding[] } {
  const findings = REQUIREMENTS.map(({ id, title, law, remedy, holds }): PublishFinding => {
    const isThere = holds(facts);
    return { id, state: isThere ? "ok" : "missing", title, law, ...(isThere ? {} : { remedy }) };
  });
  return { ready: findings.every(({ state }) => state === "ok"), findings };
}

import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminCustomer, DetailWidgetProps } from "@medusajs/framework/types";
import { Avatar, Container, Heading, Text } from "@medusajs/ui";
import { t } from "@tengman/admin-kit";

/** Shows the merchant who a customer is in WeChat; customers who came another way get no card. */
const WechatProfile = ({ data: customer }: DetailWidgetProps<AdminCustomer>) => {
  const profile = readProfile(customer.metadata);
  if (!profile) return null;
  return (
    <Container className="divide-y p-0">
      <Heading level="h2" className="px-6 py-4">
        {t("微信")}
      </Heading>
      <div className="flex items-center gap-x-3 px-6 py-4">
        <Avatar src={profile.avatar_url} fallback={profile.nickname.slice(0, 1)} />
        <Text size="small" leading="compact" weight="plus">
          {profile.nickname}
        </Text>
      </div>
    </Container>
  );
};

function readProfile(metadata: Record<string, unknown> | null | undefined) {
  const wechat = metadata?.wechat;
  if (typeof wechat !== "object" || wechat === null || !("nickname" in wechat)) return undefined;
  const avatar_url = "avatar_url" in wechat ? wechat.avatar_url : undefined;
  return {
    nickname: String(wechat.nickname),
    avatar_url: typeof avatar_url === "string" && avatar_url !== "" ? avatar_url : undefined,
  };
}

export const config = defineWidgetConfig({ zone: "customer.details.side.after" });

export default WechatProfile;

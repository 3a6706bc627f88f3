import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminProduct, DetailWidgetProps } from "@medusajs/framework/types";
import { Container, Heading, StatusBadge, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { t } from "@tengman/admin-kit";
import { fetchProductWords } from "../compliance/requests";
import { WordFindings } from "../compliance/word-findings";

/** Tells the merchant which words of a product's texts may not stand in an advertisement. */
const ProductAdvertisingWordsWidget = ({ data: product }: DetailWidgetProps<AdminProduct>) => {
  const { data, isError } = useQuery({
    // Saving the product changes its time, and so asks again.
    queryKey: ["mall-advertising-words", product.id, product.updated_at],
    queryFn: () => fetchProductWords(product.id),
  });
  const count = data?.length ?? 0;
  return (
    <Container className="divide-y p-0" data-testid="product-advertising-words">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{t("广告用语")}</Heading>
        {data && (
          <StatusBadge color={count === 0 ? "green" : "red"}>
            {count === 0 ? t("未发现禁用语") : t("{{count}} 处需修改", { count })}
          </StatusBadge>
        )}
      </div>
      <div className="px-6 py-4">
        {isError && (
          <Text size="small" className="text-ui-fg-error">
            {t("检查没有完成，请刷新重试")}
          </Text>
        )}
        {data && count > 0 && <WordFindings findings={data} />}
        {data && count === 0 && (
          <Text size="small" className="text-ui-fg-subtle">
            {t("已检查标题、副标题与描述，图片中的文字请自行核对")}
          </Text>
        )}
      </div>
    </Container>
  );
};

export const config = defineWidgetConfig({ zone: "product.details.side.before" });

export default ProductAdvertisingWordsWidget;

import { Container, Heading, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { ProductLink, t } from "@tengman/admin-kit";
import { fetchFlaggedProducts } from "./requests";
import { WordFindings } from "./word-findings";

/** Products on sale whose words have to be changed. */
export const FlaggedProducts = () => {
  const { data, isError } = useQuery({
    queryKey: ["mall-advertising-words"],
    queryFn: fetchFlaggedProducts,
  });
  return (
    <Container className="divide-y p-0" data-testid="flagged-products">
      <div className="px-6 py-4">
        <Heading level="h2">{t("广告用语检查")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("检查在售商品的标题、副标题与描述；加引号或拆字同样违规，是否修改由你判断")}
        </Text>
      </div>
      {data?.map((product) => (
        <div key={product.id} className="grid grid-cols-1 gap-3 px-6 py-4 md:grid-cols-[240px_1fr]">
          <div className="txt-small">
            <ProductLink id={product.id}>{product.title}</ProductLink>
          </div>
          <WordFindings findings={product.findings} />
        </div>
      ))}
      {!data?.length && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
          {isError ? t("检查没有完成，请刷新重试") : data ? t("在售商品未发现禁用语") : t("正在检查…")}
        </Text>
      )}
    </Container>
  );
};

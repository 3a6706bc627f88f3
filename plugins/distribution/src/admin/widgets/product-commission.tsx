import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminProduct, DetailWidgetProps } from "@medusajs/framework/types";
import { Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { Card, Loaded, Note, PageLink, planRate, sdk, t, yuanOrDash } from "@tengman/admin-kit";
import { fetchPlans } from "../plan/plan";
import { type TierEstimate, tierEstimates } from "../plan/product-rates";
import { fetchVariants, type ShownVariant } from "../plan/product-variants";

/** A product's categories and all above them. */
async function categoriesOf(product: AdminProduct): Promise<string[]> {
  const ids = (product.categories ?? []).map(({ id }) => id);
  if (ids.length === 0) return [];
  const { product_categories } = await sdk.admin.productCategory.list({
    id: ids,
    include_ancestors_tree: true,
    fields: "id,parent_category",
  });
  const found = new Set<string>();
  for (let rest = [...product_categories]; rest.length > 0; ) {
    for (const { id } of rest) found.add(id);
    rest = rest.flatMap(({ parent_category }) => (parent_category ? [parent_category] : []));
  }
  return [...found];
}

/** What a product earns the tiers of the plan in force, variant by variant. */
const ProductCommissionWidget = ({ data: product }: DetailWidgetProps<AdminProduct>) => {
  const query = useQuery({
    queryKey: ["distribution-product-commission", product.id, product.updated_at],
    queryFn: async () => {
      const [{ plans, in_force }, variants, category_ids] = await Promise.all([
        fetchPlans(),
        fetchVariants(product.id),
        categoriesOf(product),
      ]);
      return { plan: plans.find(({ id }) => id === in_force) ?? null, variants, category_ids };
    },
  });
  const plan = query.data?.plan;
  return (
    <Card
      title={t("分销佣金")}
      note={t("按生效中的方案、无等级的分销商、原价一件估算，未计封顶与优惠")}
      testId="product-commission"
      aside={
        plan && (
          <Text size="small">
            <PageLink to="/distribution/plans">
              {t("{{name}} · 第 {{version}} 版", { name: plan.name, version: plan.version })}
            </PageLink>
          </Text>
        )
      }
    >
      <Loaded query={query}>
        {({ plan: running, variants, category_ids }) =>
          running ? (
            variants.map((variant) => (
              <VariantLine
                key={variant.id}
                variant={variant}
                estimates={tierEstimates(
                  running,
                  {
                    ...variant,
                    product_id: product.id,
                    collection_id: product.collection_id ?? null,
                    category_ids,
                  },
                  new Date(),
                )}
              />
            ))
          ) : (
            <Note>{t("没有生效中的方案，这件商品不产生佣金")}</Note>
          )
        }
      </Loaded>
    </Card>
  );
};

const VariantLine = ({ variant, estimates }: { variant: ShownVariant; estimates: TierEstimate[] }) => (
  <div className="flex items-start justify-between gap-x-4 px-6 py-3">
    <Text size="small">{variant.title}</Text>
    <div className="text-right">
      {estimates.map(({ tier, rate, amount_fen }) => (
        <Text key={tier} size="small" className="text-ui-fg-subtle whitespace-nowrap">
          {t("{{tier}} 级 {{rate}}，约 {{amount}}", {
            tier,
            rate: planRate(rate),
            amount: yuanOrDash(amount_fen),
          })}
        </Text>
      ))}
    </div>
  </div>
);

export const config = defineWidgetConfig({ zone: "product.details.side.after" });

export default ProductCommissionWidget;

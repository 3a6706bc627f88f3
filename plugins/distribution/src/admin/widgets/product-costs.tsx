import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminProduct, DetailWidgetProps } from "@medusajs/framework/types";
import { Button, Input, Label, toast } from "@medusajs/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Card, fenOfYuan, Loaded, t, yuanOfFen } from "@tengman/admin-kit";
import { useState } from "react";
import { fetchCosts, saveCosts } from "../plan/costs";
import { fetchVariants, type ShownVariant } from "../plan/product-variants";

/** What each variant costs the shop, for the margin that a plan keeps; no page of the shop ever shows it. */
const ProductCostsWidget = ({ data: product }: DetailWidgetProps<AdminProduct>) => {
  const query = useQuery({
    queryKey: ["distribution-costs", product.id, product.updated_at],
    queryFn: async () => {
      const variants = await fetchVariants(product.id);
      return { variants, costs: await fetchCosts(variants.map(({ id }) => id)) };
    },
  });
  if (query.data?.variants.length === 0) return null;
  return (
    <Card
      title={t("成本价")}
      note={t("用于分佣方案的保底毛利，仅后台可见；留空表示未填写")}
      testId="product-costs"
    >
      <Loaded query={query}>
        {({ variants, costs }) => <CostForm key={[...costs].join()} variants={variants} costs={costs} />}
      </Loaded>
    </Card>
  );
};

const CostForm = ({ variants, costs }: { variants: ShownVariant[]; costs: Map<string, string> }) => {
  const known = (id: string) => {
    const fen = costs.get(id);
    return fen === undefined ? "" : yuanOfFen(fen);
  };
  const [typed, setTyped] = useState<Record<string, string>>({});
  const queries = useQueryClient();
  const changed = Object.entries(typed).filter(([id, text]) => text.trim() !== known(id));
  const isOdd = (text: string) => text.trim() !== "" && fenOfYuan(text) === null;
  const save = useMutation({
    mutationFn: () =>
      saveCosts(changed.map(([variant_id, text]) => ({ variant_id, cost_fen: fenOfYuan(text) }))),
    onSuccess: () => {
      toast.success(t("成本价已保存"));
      return queries.invalidateQueries({ queryKey: ["distribution-costs"] });
    },
    onError: (error) => toast.error(error.message),
  });
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      {variants.map(({ id, title }) => {
        const text = typed[id] ?? known(id);
        return (
          <div key={id} className="flex items-center justify-between gap-x-3">
            <Label size="small" htmlFor={`cost-${id}`}>
              {title}
            </Label>
            <Input
              id={`cost-${id}`}
              size="small"
              inputMode="decimal"
              placeholder={t("元")}
              value={text}
              aria-invalid={isOdd(text)}
              onChange={({ target }) => setTyped({ ...typed, [id]: target.value })}
            />
          </div>
        );
      })}
      <Button
        size="small"
        variant="secondary"
        isLoading={save.isPending}
        disabled={changed.length === 0 || changed.some(([, text]) => isOdd(text))}
        onClick={() => save.mutate()}
      >
        {t("保存成本价")}
      </Button>
    </div>
  );
};

export const config = defineWidgetConfig({ zone: "product.details.side.after" });

export default ProductCostsWidget;

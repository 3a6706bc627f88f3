import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminProduct, AdminProductVariant, DetailWidgetProps } from "@medusajs/framework/types";
import { Button, Container, Heading, Input, Label, Text, toast } from "@medusajs/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { fenOfYuan, yuanOfFen } from "../plans/amounts-typed";
import { fetchCosts, saveCosts } from "../plans/cost-requests";

/** As many variants as the route takes at once. */
const MOST_VARIANTS = 200;

/** What each variant costs the shop, for the margin that a plan keeps; no page of the shop ever shows it. */
const ProductCostsWidget = ({ data: product }: DetailWidgetProps<AdminProduct>) => {
  const variants = (product.variants ?? []).slice(0, MOST_VARIANTS);
  const ids = variants.map(({ id }) => id);
  const { data: costs, isError } = useQuery({
    queryKey: ["distribution-costs", ...ids],
    queryFn: () => fetchCosts(ids),
    enabled: ids.length > 0,
  });
  if (ids.length === 0) return null;
  return (
    <Container className="divide-y p-0" data-testid="product-costs">
      <div className="px-6 py-4">
        <Heading level="h2">成本价</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          用于分佣方案的保底毛利，仅后台可见；留空表示未填写
        </Text>
      </div>
      {isError && (
        <Text size="small" className="text-ui-fg-error px-6 py-4">
          成本价读取失败，请刷新重试
        </Text>
      )}
      {costs && <CostForm key={[...costs].join()} variants={variants} costs={costs} />}
    </Container>
  );
};

const CostForm = ({ variants, costs }: { variants: AdminProductVariant[]; costs: Map<string, string> }) => {
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
      toast.success("成本价已保存");
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
              placeholder="元"
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
        保存成本价
      </Button>
    </div>
  );
};

export const config = defineWidgetConfig({ zone: "product.details.side.after" });

export default ProductCostsWidget;

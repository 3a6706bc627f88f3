import { StepResponse } from "@medusajs/framework/workflows-sdk";
import {
  createProductsWorkflow,
  createProductVariantsWorkflow,
  updateProductsWorkflow,
  updateProductVariantsWorkflow,
} from "@medusajs/medusa/core-flows";
import { adoptCostsOf } from "../plan/adopt-costs";

/** Variants as the hooks hand them out; a product of an update may come without its own. */
interface WithVariants {
  variants?: { id: string }[] | null;
}

const variantIds = (products: readonly WithVariants[]) =>
  products.flatMap(({ variants }) => (variants ?? []).map(({ id }) => id));

// A cost that a merchant or an import writes into metadata is moved before the answer: nobody ever reads it there.
createProductsWorkflow.hooks.productsCreated(async ({ products }, { container }) => {
  await adoptCostsOf(container, variantIds(products as WithVariants[]));
  return new StepResponse();
});

updateProductsWorkflow.hooks.productsUpdated(async ({ products }, { container }) => {
  await adoptCostsOf(container, variantIds(products as WithVariants[]));
  return new StepResponse();
});

createProductVariantsWorkflow.hooks.productVariantsCreated(async ({ product_variants }, { container }) => {
  await adoptCostsOf(
    container,
    product_variants.map(({ id }) => id),
  );
  return new StepResponse();
});

updateProductVariantsWorkflow.hooks.productVariantsUpdated(async ({ product_variants }, { container }) => {
  await adoptCostsOf(
    container,
    product_variants.map(({ id }) => id),
  );
  return new StepResponse();
});

import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { deleteFilesWorkflow } from "@medusajs/medusa/core-flows";
import { AFTER_SALE_CASES_MODULE } from "../../modules/after-sale-cases";
import type { AfterSaleCasesService } from "../../modules/after-sale-cases/service";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService } from "../../modules/mall/service";
import { PARCELS_MODULE } from "../../modules/parcels";
import type { ParcelsService } from "../../modules/parcels/service";
import { SHOP_DUTIES_MODULE } from "../../modules/shop-duties";
import type { ShopDutiesService } from "../../modules/shop-duties/service";

const BLANK_ADDRESS = {
  first_name: null,
  last_name: null,
  company: null,
  phone: null,
  address_1: null,
  address_2: null,
  city: null,
  province: null,
  postal_code: null,
  metadata: null,
};

/** Erases who the goods of somebody's orders went to, and what they wrote and photographed about them. */
export async function eraseTradeRecords(customer_id: string, container: MedusaContainer): Promise<void> {
  const orders = container.resolve(Modules.ORDER);
  const all = await orders.listOrders(
    { customer_id },
    { take: null, select: ["id"], relations: ["shipping_address", "billing_address"] },
  );
  const addresses = all.flatMap(({ shipping_address, billing_address }) =>
    [shipping_address?.id, billing_address?.id].filter((id) => id !== undefined),
  );
  for (const id of addresses) await orders.updateOrderAddresses({ id }, BLANK_ADDRESS as never);
  await container.resolve<MallModuleService>(MALL_MODULE).eraseDeliveryAddresses(all.map(({ id }) => id));
  await container.resolve<ParcelsService>(PARCELS_MODULE).forget(all.map(({ id }) => id));
  await orders.updateOrders({ customer_id }, { metadata: null } as never);
  const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
  const written = await cases.listAfterSaleCases({ customer_id }, { take: null, select: ["id"] });
  await cases.updateAfterSaleCases(written.map(({ id }) => ({ id, description: "" })));
  const photos = await cases.listAfterSalePictures(
    { customer_id },
    { take: null, select: ["id", "file_id"] },
  );
  if (photos.length === 0) return;
  await deleteFilesWorkflow(container).run({ input: { ids: photos.map(({ file_id }) => file_id) } });
  await cases.deleteAfterSalePictures(photos.map(({ id }) => id));
}

/** Erases to whom invoices were made out. */
export async function eraseInvoices(customer_id: string, container: MedusaContainer): Promise<void> {
  const orders = await container
    .resolve(Modules.ORDER)
    .listOrders({ customer_id }, { take: null, select: ["id"] });
  const duties = container.resolve<ShopDutiesService>(SHOP_DUTIES_MODULE);
  const order_id = orders.map(({ id }) => id);
  const invoices = await duties.listInvoices({ order_id }, { take: null, select: ["id"] });
  await duties.updateInvoices(invoices.map(({ id }) => ({ id, title: "", email: "" })));
}

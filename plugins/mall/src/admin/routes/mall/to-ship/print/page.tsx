import { Button } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { Loaded, read, t } from "@tengman/admin-kit";
import { useSearchParams } from "react-router-dom";
import { DeliveryNote, PickingList } from "../../../../to-ship/sheets";
import { TO_SHIP, TO_SHIP_LIST, type WaitingPage } from "../../../../to-ship/to-ship";

/** On paper there is the sheet alone, black on white, each note on a page of its own. */
const ON_PAPER = `@media print {
  body * { visibility: hidden; }
  #sheets, #sheets * { visibility: visible; }
  #sheets { position: absolute; inset: 0 auto auto 0; width: 100%; }
  #sheets .sheet + .sheet { break-before: page; }
  #sheets tr { break-inside: avoid; }
}`;

/** The picking list or the delivery notes of the orders that were chosen. */
const PrintPage = () => {
  const [parameters] = useSearchParams();
  const order_ids = parameters.get("order_ids") ?? "";
  const found = useQuery({
    queryKey: [TO_SHIP_LIST, "print", order_ids],
    queryFn: () => read<WaitingPage>(TO_SHIP, { order_ids }),
  });
  return (
    <div className="flex flex-col gap-y-4">
      <style>{ON_PAPER}</style>
      <div>
        <Button size="small" onClick={() => window.print()}>
          {t("打印")}
        </Button>
      </div>
      <Loaded query={found}>
        {({ orders }) => (
          <div id="sheets" className="flex flex-col gap-y-8 bg-white p-6 text-black" data-testid="sheets">
            {parameters.get("sheet") === "notes" ? (
              orders.map((order) => <DeliveryNote key={order.order_id} order={order} />)
            ) : (
              <PickingList orders={orders} />
            )}
          </div>
        )}
      </Loaded>
    </div>
  );
};

export const handle = { breadcrumb: () => t("打印") };

export default PrintPage;

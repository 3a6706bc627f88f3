import { Button, Text, toast } from "@medusajs/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { send } from "@tengman/admin-kit";
import { REFUND_ACTION_TEXT, TEXT } from "./texts";

/** What the merchant can do about one refund, and the button that does it. */
export function RefundAction({ id, action }: { id: string; action: string | null }) {
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: () =>
      send(
        `/admin/wechat-pay/refunds/${id}/actions`,
        action === "send_on" ? { action, destination: { type: "MERCHANT_BANK_CARD" } } : { action },
      ),
    onError: (error) => toast.error(TEXT.actionFailed + error.message),
    onSettled: () => client.invalidateQueries({ queryKey: ["wechat-pay"] }),
  });
  const words = REFUND_ACTION_TEXT[action ?? ""];
  if (!words) {
    return TEXT.none;
  }
  return (
    <div className="flex max-w-md flex-col items-start gap-y-2 py-2">
      <Text size="small" className="whitespace-normal">
        {words.advice}
      </Text>
      <Button size="small" variant="secondary" isLoading={act.isPending} onClick={() => act.mutate()}>
        {words.button}
      </Button>
    </div>
  );
}

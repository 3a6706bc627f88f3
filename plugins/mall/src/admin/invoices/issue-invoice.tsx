import { Button, FocusModal, Heading, Input, Label, Text, toast } from "@medusajs/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { t } from "@tengman/admin-kit";
import { useState } from "react";
import { type Invoice, issueInvoice } from "./invoice";

/** The list of invoices, to be read again once one of them was issued. */
export const INVOICES_KEY = ["invoices"] as const;

/** Asks for number and link of an invoice the merchant has made out in the tax office's system. */
export const IssueInvoice = ({ invoice, amount }: { invoice: Invoice; amount: string }) => {
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [number, setNumber] = useState("");
  const [url, setUrl] = useState("");
  const issue = useMutation({
    mutationFn: () =>
      issueInvoice(invoice, { invoice_number: number.trim(), ...(url.trim() ? { url: url.trim() } : {}) }),
    onSuccess: () => {
      toast.success(t("已登记开票"));
      setOpen(false);
    },
    onError: (error) => toast.error(error.message),
    onSettled: () => client.invalidateQueries({ queryKey: INVOICES_KEY }),
  });
  const facts = [
    [t("抬头"), invoice.title],
    ...(invoice.tax_number ? [[t("税号"), invoice.tax_number]] : []),
    [t("金额"), amount],
    [t("邮箱"), invoice.email],
  ];
  return (
    <FocusModal open={isOpen} onOpenChange={setOpen}>
      <FocusModal.Trigger asChild>
        <Button size="small" variant="secondary" data-testid="issue-invoice">
          {t("登记开票")}
        </Button>
      </FocusModal.Trigger>
      <FocusModal.Content>
        <FocusModal.Header>
          <Button
            size="small"
            disabled={!/^\d{8,20}$/.test(number.trim())}
            isLoading={issue.isPending}
            onClick={() => issue.mutate()}
            data-testid="issue-invoice-ok"
          >
            {t("确认已开具")}
          </Button>
        </FocusModal.Header>
        <FocusModal.Body className="mx-auto flex w-full max-w-lg flex-col gap-y-4 px-4 py-12">
          <FocusModal.Title asChild>
            <Heading>
              {t("登记订单 #{{order_display_id}} 的发票", {
                order_display_id: invoice.order_display_id ?? "",
              })}
            </Heading>
          </FocusModal.Title>
          <FocusModal.Description asChild>
            <Text size="small" className="text-ui-fg-subtle">
              {t("先在电子税务局开具并发送到顾客邮箱，再把号码登记在这里，登记后顾客不能再修改")}
            </Text>
          </FocusModal.Description>
          {facts.map(([name, value]) => (
            <div key={name} className="flex justify-between">
              <Text size="small" className="text-ui-fg-subtle">
                {name}
              </Text>
              <Text size="small">{value}</Text>
            </div>
          ))}
          <div className="flex flex-col gap-y-1">
            <Label htmlFor="invoice-number" size="small">
              {t("发票号码")}
            </Label>
            <Input
              id="invoice-number"
              value={number}
              onChange={({ target }) => setNumber(target.value)}
              placeholder={t("8 至 20 位数字")}
            />
          </div>
          <div className="flex flex-col gap-y-1">
            <Label htmlFor="invoice-url" size="small">
              {t("下载链接（选填）")}
            </Label>
            <Input
              id="invoice-url"
              value={url}
              onChange={({ target }) => setUrl(target.value)}
              placeholder="https://"
            />
          </div>
        </FocusModal.Body>
      </FocusModal.Content>
    </FocusModal>
  );
};

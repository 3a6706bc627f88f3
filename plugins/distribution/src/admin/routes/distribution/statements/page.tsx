import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Container, Heading, Input, Label, Text } from "@medusajs/ui";
import { useState } from "react";
import { MonthClosing } from "./month-closing";
import { MonthStatements } from "./month-statements";
import { TaxFiling } from "./tax-filing";
import { LedgerVerification } from "./verification";

/** The calendar month of Shanghai that it is now. */
function thisMonth(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
}

/** The shop's books: months to close, the ledger to verify, statements to read, and the tax return. */
const StatementsPage = () => {
  const [month, setMonth] = useState(thisMonth());
  return (
    <div className="flex flex-col gap-y-3">
      <LedgerVerification />
      <MonthClosing />
      <Container className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
        <div>
          <Heading level="h2">按月查看</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            月份按北京时间入账时刻划分
          </Text>
        </div>
        <div className="flex items-center gap-x-2">
          <Label size="small" htmlFor="statement-month">
            月份
          </Label>
          <Input
            id="statement-month"
            type="month"
            size="small"
            value={month}
            onChange={({ target }) => target.value && setMonth(target.value)}
          />
        </div>
      </Container>
      <MonthStatements key={`statements-${month}`} month={month} />
      <TaxFiling key={`tax-${month}`} month={month} />
    </div>
  );
};

export const config = defineRouteConfig({ label: "对账与结账" });

export const handle = { breadcrumb: () => "对账与结账" };

export default StatementsPage;

import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Label, Select } from "@medusajs/ui";
import { Card, latestMonths, monthOf, t } from "@tengman/admin-kit";
import { useState } from "react";
import { VerificationCard } from "../../../ledger/verification-card";
import { MonthClosing } from "../../../statement/month-closing";
import { MonthStatements } from "../../../statement/month-statements";
import { TaxFiling } from "../../../statement/tax-filing";

/** As far back as is offered: three years. */
const MONTHS = 36;

/** The shop's books: months to close, the ledger to verify, statements to read, and the tax return. */
const StatementsPage = () => {
  const [month, setMonth] = useState(() => monthOf(Date.now()));
  return (
    <div className="flex flex-col gap-y-3">
      <VerificationCard />
      <MonthClosing />
      <Card
        title={t("按月查看")}
        note={t("月份按北京时间入账时刻划分")}
        aside={
          <div className="flex items-center gap-x-2">
            <Label size="small">{t("月份")}</Label>
            <Select size="small" value={month} onValueChange={setMonth}>
              <Select.Trigger aria-label={t("月份")}>
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                {latestMonths(Date.now(), MONTHS).map((one) => (
                  <Select.Item key={one} value={one}>
                    {one}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          </div>
        }
      />
      <MonthStatements key={`statements-${month}`} month={month} />
      <TaxFiling key={`tax-${month}`} month={month} />
    </div>
  );
};

export const config = defineRouteConfig({ label: "对账与结账", rank: 6, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("对账与结账") };

export default StatementsPage;

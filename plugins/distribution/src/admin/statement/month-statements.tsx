import { Button } from "@medusajs/ui";
import { type Column, DistributorLink, DownloadButton, ListPage, t, yuan } from "@tengman/admin-kit";
import { type MonthStatement, STATEMENTS, type StatementPage, statementAddress } from "./statement";

const ACCOUNTS = ["pending", "available", "hold", "debt"] as const;

const closing = ({ accounts }: MonthStatement, wanted: string): string =>
  yuan(accounts.find(({ account }) => account === wanted)?.closing_fen ?? "0");

const columns = (): Column<MonthStatement>[] => {
  const titles = {
    pending: t("期末待结算"),
    available: t("期末可提现"),
    hold: t("期末提现中"),
    debt: t("期末待抵扣"),
  };
  return [
    {
      id: "distributor",
      title: t("分销商"),
      cell: ({ distributor }) => (
        <DistributorLink id={distributor.id}>{distributor.display_name}</DistributorLink>
      ),
    },
    ...ACCOUNTS.map((account) => ({
      id: account,
      title: titles[account],
      isNumber: true,
      cell: (statement: MonthStatement) => closing(statement, account),
    })),
    { id: "files", title: t("对账单"), cell: (statement) => <Files statement={statement} /> },
  ];
};

const Files = ({ statement: { distributor, month } }: { statement: MonthStatement }) => (
  <div className="flex items-center gap-x-2">
    <Button size="small" variant="transparent" asChild>
      <a href={statementAddress(month, distributor.id, "html")} target="_blank" rel="noreferrer">
        {t("打印")}
      </a>
    </Button>
    <DownloadButton
      path={statementAddress(month, distributor.id, "csv")}
      name={`${month}-${distributor.display_name}.csv`}
      label="CSV"
      variant="transparent"
    />
  </div>
);

/** Whose accounts moved in a month, with what they ended with, and where to read or download each statement. */
export const MonthStatements = ({ month }: { month: string }) => (
  <ListPage<MonthStatement, StatementPage>
    name="month-statements"
    title={t("{{month}} 分销商对账单", { month })}
    level="h2"
    path={STATEMENTS}
    query={{ month }}
    rowsOf={({ statements }) => statements}
    rowId={({ distributor }) => distributor.id}
    columns={columns()}
    empty={t("本月没有账户变动")}
  />
);

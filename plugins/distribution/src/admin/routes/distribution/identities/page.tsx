import { defineRouteConfig } from "@medusajs/admin-sdk";
import { useQueryClient } from "@tanstack/react-query";
import { type Column, DistributorLink, ListPage, labelsOf, Status, t, timeText } from "@tengman/admin-kit";
import { useState } from "react";
import {
  CAUSES,
  CORRECTION_STATES,
  CORRECTIONS,
  type Correction,
  type CorrectionPage,
  identityText,
} from "../../../identity/correction";
import { CorrectionDrawer } from "../../../identity/correction-drawer";

const NAME = "distribution-corrections";

const columns = (): Column<Correction>[] => [
  { id: "requested", title: t("申请时间"), cell: ({ requested_at }) => timeText(requested_at) },
  {
    id: "distributor",
    title: t("分销商"),
    cell: ({ distributor }) => (
      <DistributorLink id={distributor.id}>{distributor.display_name}</DistributorLink>
    ),
  },
  { id: "cause", title: t("原因"), cell: ({ cause }) => CAUSES[cause] },
  { id: "told", title: t("当前登记"), cell: ({ told }) => identityText(told) },
  { id: "asked", title: t("更正为"), cell: ({ asked }) => identityText(asked) },
  { id: "state", title: t("状态"), cell: ({ state }) => <Status {...CORRECTION_STATES[state]} /> },
];

/** Wishes to have a wrongly given identity corrected. */
const IdentitiesPage = () => {
  const [opened, setOpened] = useState<Correction | null>(null);
  const client = useQueryClient();
  return (
    <>
      <ListPage<Correction, CorrectionPage>
        name={NAME}
        title={t("实名更正")}
        note={t("提现过的分销商更正姓名或证件号码须经审核；更正只影响之后的付款与报税，已申报的月份不变")}
        path={CORRECTIONS}
        rowsOf={({ corrections }) => corrections}
        rowId={({ id }) => id}
        columns={columns()}
        filters={[{ id: "state", label: t("状态"), options: labelsOf(CORRECTION_STATES) }]}
        start={{ state: "open" }}
        empty={t("暂无更正申请")}
        onOpen={setOpened}
      />
      {opened && (
        <CorrectionDrawer
          correction={opened}
          onClose={() => setOpened(null)}
          onDone={() => {
            setOpened(null);
            client.invalidateQueries({ queryKey: [NAME] });
          }}
        />
      )}
    </>
  );
};

export const config = defineRouteConfig({ label: "实名更正", rank: 8, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("实名更正") };

export default IdentitiesPage;

import { Button, Input } from "@medusajs/ui";
import { DetailDrawer, send, t, useCommand } from "@tengman/admin-kit";
import { useState } from "react";
import { Choice, Field } from "../form/fields";
import { QR_CODES, type QrCode } from "./qr-code";

const FOREVER = "forever";

/** Makes a code for a channel. */
export const NewQrCode = ({ onClose, onMade }: { onClose: () => void; onMade: (code: QrCode) => void }) => {
  const [name, setName] = useState("");
  const [days, setDays] = useState("30");
  const making = useCommand(
    async () => {
      const { qr_code } = await send<{ qr_code: QrCode }>(QR_CODES, {
        name: name.trim(),
        days: days === FOREVER ? null : Number(days),
      });
      onMade(qr_code);
      return t("二维码已生成");
    },
    () => undefined,
  );
  return (
    <DetailDrawer
      title={t("新建渠道码")}
      testId="new-qr-code"
      onClose={onClose}
      footer={
        <div className="flex justify-end">
          <Button
            size="small"
            disabled={name.trim() === ""}
            isLoading={making.isBusy}
            onClick={() => making.run(undefined)}
          >
            {t("生成二维码")}
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-y-4 px-6 py-4">
        <Field label={t("渠道名称")} id="qr-name" isWrong={false} note={t("例如：地铁海报、门店收银台")}>
          <Input
            id="qr-name"
            size="small"
            maxLength={60}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </Field>
        <Field
          label={t("有效期")}
          id="qr-days"
          isWrong={false}
          note={t("临时码微信最长给 30 天；长期码总共最多 10 万个")}
        >
          <Choice
            id="qr-days"
            value={days}
            options={{ "7": t("7 天"), "30": t("30 天"), [FOREVER]: t("长期有效") }}
            onChange={setDays}
          />
        </Field>
      </div>
    </DetailDrawer>
  );
};

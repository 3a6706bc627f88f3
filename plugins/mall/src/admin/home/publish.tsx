import { Button, Popover } from "@medusajs/ui";
import { t } from "@tengman/admin-kit";
import { useState } from "react";
import { TextField } from "./fields";
import { MomentField } from "./moment-field";

export interface Wanted {
  live_from?: string;
  note: string;
}

/** Asks for a note, and for when; without a moment at once. */
export const Publish = ({ isBusy, onPublish }: { isBusy: boolean; onPublish: (wanted: Wanted) => void }) => {
  const [live_from, setLiveFrom] = useState<string>();
  const [note, setNote] = useState("");
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button size="small" isLoading={isBusy}>
          {t("发布")}
        </Button>
      </Popover.Trigger>
      <Popover.Content className="flex w-72 flex-col gap-y-3 p-4">
        <TextField label={t("版本说明（选填）")} value={note} most={100} onChange={setNote} />
        <MomentField label={t("发布时间（不填则立即发布）")} value={live_from} onChange={setLiveFrom} />
        <Button
          size="small"
          onClick={() => {
            setOpen(false);
            onPublish({ note, ...(live_from === undefined ? {} : { live_from }) });
          }}
        >
          {live_from === undefined ? t("立即发布") : t("定时发布")}
        </Button>
      </Popover.Content>
    </Popover>
  );
};

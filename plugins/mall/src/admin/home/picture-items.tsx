import { ArrowUpMini, Trash } from "@medusajs/icons";
import { Button, IconButton, Text, toast } from "@medusajs/ui";
import { sdk, t } from "@tengman/admin-kit";
import { useState } from "react";
import { LinkField, TextField } from "./fields";
import type { PictureItem } from "./home";
import { MomentField } from "./moment-field";

const MOST = 20;

/** Uploads a picture to the shop's storage. @returns its address */
async function upload(file: File): Promise<string> {
  const { files } = await sdk.admin.upload.create({ files: [file] });
  const [stored] = files;
  if (!stored) throw new Error(t("图片没有上传成功"));
  return stored.url;
}

const PictureField = ({ item, onChange }: { item: PictureItem; onChange: (image_url: string) => void }) => {
  const [isBusy, setBusy] = useState(false);
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    try {
      onChange(await upload(file));
    } catch (error) {
      toast.error(t("图片没有上传成功"), {
        description: error instanceof Error ? error.message : String(error),
      });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex items-center gap-x-3">
      {item.image_url ? (
        <img src={item.image_url} alt="" className="h-14 w-20 rounded-md object-cover" />
      ) : (
        <div className="bg-ui-bg-component h-14 w-20 rounded-md" />
      )}
      <Button size="small" variant="secondary" isLoading={isBusy} asChild>
        <label className="cursor-pointer">
          {item.image_url ? t("更换图片") : t("上传图片")}
          <input
            type="file"
            accept="image/*"
            className="sr-only"
            onChange={({ target }) => choose(target.files?.[0])}
          />
        </label>
      </Button>
    </div>
  );
};

/** One picture, what stands on it, where it leads, and when it is shown. */
const ItemFields = ({
  item,
  hasMoments,
  onChange,
}: {
  item: PictureItem;
  hasMoments: boolean;
  onChange: (changed: Partial<PictureItem>) => void;
}) => (
  <>
    <PictureField item={item} onChange={(image_url) => onChange({ image_url })} />
    <TextField label={t("标题")} value={item.title} most={40} onChange={(title) => onChange({ title })} />
    {hasMoments && (
      <TextField
        label={t("副标题")}
        value={item.subtitle ?? ""}
        most={60}
        onChange={(subtitle) => onChange({ subtitle })}
      />
    )}
    <LinkField value={item.link} onChange={(link) => onChange({ link })} />
    {hasMoments && (
      <div className="grid grid-cols-2 gap-x-2">
        <MomentField
          label={t("开始展示")}
          value={item.starts_at}
          onChange={(starts_at) => onChange({ starts_at })}
        />
        <MomentField
          label={t("结束展示")}
          value={item.ends_at}
          onChange={(ends_at) => onChange({ ends_at })}
        />
      </div>
    )}
  </>
);

/** Pictures with where each leads, one below the other. */
export const PictureItems = ({
  items,
  onChange,
  hasMoments = false,
  most = MOST,
}: {
  items: PictureItem[];
  onChange: (items: PictureItem[]) => void;
  /** Whether each has a subtitle and may be shown for a time only. */
  hasMoments?: boolean;
  most?: number;
}) => {
  const change = (index: number, changed: Partial<PictureItem>) =>
    onChange(items.map((item, place) => (place === index ? { ...item, ...changed } : item)));
  const up = (index: number) => {
    const moved = [...items];
    const [item] = moved.splice(index, 1);
    if (item) moved.splice(index - 1, 0, item);
    onChange(moved);
  };
  return (
    <div className="flex flex-col gap-y-4">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no name of their own, and their place is what is edited
        <fieldset key={index} className="border-ui-border-base flex flex-col gap-y-2 rounded-lg border p-3">
          <ItemHead
            index={index}
            onUp={() => up(index)}
            onRemove={() => onChange(items.filter((_item, place) => place !== index))}
          />
          <ItemFields item={item} hasMoments={hasMoments} onChange={(changed) => change(index, changed)} />
        </fieldset>
      ))}
      {items.length < most && (
        <Button
          size="small"
          variant="secondary"
          onClick={() => onChange([...items, { title: "", image_url: "", link: "" }])}
        >
          {t("添加一项")}
        </Button>
      )}
    </div>
  );
};

const ItemHead = ({ index, onUp, onRemove }: { index: number; onUp: () => void; onRemove: () => void }) => (
  <div className="flex items-center justify-between">
    <Text size="small" weight="plus">
      {t("第 {{index}} 项", { index: index + 1 })}
    </Text>
    <div className="flex gap-x-1">
      <IconButton
        size="small"
        variant="transparent"
        disabled={index === 0}
        aria-label={t("上移")}
        onClick={onUp}
      >
        <ArrowUpMini />
      </IconButton>
      <IconButton size="small" variant="transparent" aria-label={t("删除")} onClick={onRemove}>
        <Trash />
      </IconButton>
    </div>
  </div>
);

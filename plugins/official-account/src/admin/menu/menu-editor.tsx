import { Badge, Button, Input, Text } from "@medusajs/ui";
import { Card, send, t, useCommand } from "@tengman/admin-kit";
import { useState } from "react";
import { ButtonForm } from "./button-form";
import {
  type Draft,
  MENU_VERSIONS,
  type MenuVersion,
  menuOf,
  type Place,
  placeText,
  problemsOf,
} from "./menu";
import { PhonePreview } from "./phone-preview";

/** The menu beside a follower's phone; it is saved as a version, and published at once if one wants. */
export const MenuEditor = ({
  draft,
  isChanged,
  onChange,
  onSaved,
}: {
  draft: Draft;
  isChanged: boolean;
  onChange: (draft: Draft) => void;
  onSaved: () => void;
}) => {
  const [chosen, setChosen] = useState<Place | null>(draft.length > 0 ? { first: 0, second: null } : null);
  const problems = problemsOf(draft);
  return (
    <Card
      title={t("自定义菜单")}
      note={t("最多 3 个菜单，每个最多 5 个子菜单；发布后粉丝的微信最多 5 分钟更新")}
      level="h1"
      aside={
        isChanged && (
          <Badge size="2xsmall" color="orange">
            {t("有未保存的修改")}
          </Badge>
        )
      }
      testId="menu-editor"
    >
      <div className="grid grid-cols-1 gap-6 px-6 py-4 md:grid-cols-2">
        <PhonePreview draft={draft} chosen={chosen} onChoose={setChosen} onChange={onChange} />
        {chosen ? (
          <ButtonForm draft={draft} chosen={chosen} onChange={onChange} onChoose={setChosen} />
        ) : (
          <Text size="small" className="text-ui-fg-subtle">
            {draft.length === 0 ? t("点手机底部的“+”添加菜单") : t("点手机上的菜单来修改")}
          </Text>
        )}
      </div>
      {draft.length > 0 && problems.length > 0 && (
        <ul className="txt-small text-ui-fg-subtle px-6 py-3">
          {problems.map(({ place, text }) => (
            <li key={placeText(place) + text}>
              <button type="button" className="underline" onClick={() => setChosen(place)}>
                {placeText(place)}
              </button>
              {`：${text}`}
            </li>
          ))}
        </ul>
      )}
      <SaveForm draft={draft} isReady={problems.length === 0} onSaved={onSaved} />
    </Card>
  );
};

const SaveForm = ({ draft, isReady, onSaved }: { draft: Draft; isReady: boolean; onSaved: () => void }) => {
  const [note, setNote] = useState("");
  const saving = useCommand(async (isPublished: boolean) => {
    const { version } = await send<{ version: MenuVersion }>(MENU_VERSIONS, {
      menu: menuOf(draft),
      note: note.trim(),
    });
    // Saved is saved, also when WeChat refuses to take it.
    setNote("");
    onSaved();
    if (!isPublished) {
      return t("已保存为第 {{number}} 版", { number: version.number });
    }
    await send(`${MENU_VERSIONS}/${version.id}/publish`);
    return t("第 {{number}} 版已发布", { number: version.number });
  }, onSaved);
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 px-6 py-4">
      <div className="w-64">
        <Input
          size="small"
          aria-label={t("版本备注")}
          placeholder={t("版本备注（选填）")}
          maxLength={200}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </div>
      <Button
        size="small"
        variant="secondary"
        disabled={!isReady}
        isLoading={saving.isBusy}
        onClick={() => saving.run(false)}
      >
        {t("保存新版本")}
      </Button>
      <Button size="small" disabled={!isReady} isLoading={saving.isBusy} onClick={() => saving.run(true)}>
        {t("保存并发布")}
      </Button>
    </div>
  );
};

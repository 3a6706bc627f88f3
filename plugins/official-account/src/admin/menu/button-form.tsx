import { Button, Input, Label, Text } from "@medusajs/ui";
import { t } from "@tengman/admin-kit";
import { Choice } from "../form/fields";
import {
  type ButtonType,
  buttonAt,
  changeAt,
  type Draft,
  type DraftButton,
  moveOn,
  type Place,
  placeText,
  problemsOf,
  removeAt,
  TYPES,
} from "./menu";

type TextField = "name" | "url" | "key" | "appid" | "pagepath";

/** The fields of each type beside the name. */
const fieldsOf = (type: ButtonType): { name: TextField; label: string; hint: string }[] => {
  const url = { name: "url" as const, label: t("网址"), hint: "https://" };
  if (type === "view") return [url];
  if (type === "click")
    return [{ name: "key", label: "KEY", hint: t("在“自动回复”里为它写一条“点菜单时”的回复") }];
  return [
    { name: "appid", label: t("小程序 AppID"), hint: "wx…" },
    { name: "pagepath", label: t("小程序页面路径"), hint: "pages/index/index" },
    { ...url, label: t("旧版微信打开的网址") },
  ];
};

/** The chosen button: its name, what it does, where it stands. */
export const ButtonForm = ({
  draft,
  chosen,
  onChange,
  onChoose,
}: {
  draft: Draft;
  chosen: Place;
  onChange: (draft: Draft) => void;
  onChoose: (place: Place | null) => void;
}) => {
  const button = buttonAt(draft, chosen);
  if (!button) {
    return null;
  }
  const change = (part: Partial<DraftButton>) => onChange(changeAt(draft, chosen, part));
  const isFolder = button.sub_button.length > 0;
  const problems = problemsOf(draft).filter(
    ({ place }) => place.first === chosen.first && place.second === chosen.second,
  );
  return (
    <div className="flex flex-col gap-y-4" data-testid="menu-button">
      <Text size="small" weight="plus">
        {placeText(chosen)}
      </Text>
      <TextInput
        field={{
          name: "name",
          label: t("名称"),
          hint: chosen.second === null ? t("4 个汉字以内显示完整") : t("8 个汉字以内显示完整"),
        }}
        button={button}
        onChange={change}
      />
      {isFolder ? (
        <Text size="small" className="text-ui-fg-subtle">
          {t("有子菜单时，点它只会展开子菜单")}
        </Text>
      ) : (
        <>
          <div className="flex flex-col gap-y-1">
            <Label size="small" htmlFor="button-type">
              {t("点击后")}
            </Label>
            <Choice
              id="button-type"
              value={button.type}
              options={TYPES}
              onChange={(type) => change({ type: type as ButtonType })}
            />
          </div>
          {fieldsOf(button.type).map((field) => (
            <TextInput key={field.name} field={field} button={button} onChange={change} />
          ))}
        </>
      )}
      {problems.length > 0 && (
        <ul className="txt-small text-ui-fg-error" data-testid="menu-problems">
          {problems.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      <Actions draft={draft} chosen={chosen} onChange={onChange} onChoose={onChoose} />
    </div>
  );
};

const TextInput = ({
  field: { name, label, hint },
  button,
  onChange,
}: {
  field: { name: TextField; label: string; hint: string };
  button: DraftButton;
  onChange: (part: Partial<DraftButton>) => void;
}) => (
  <div className="flex flex-col gap-y-1">
    <Label size="small" htmlFor={`button-${name}`}>
      {label}
    </Label>
    <Input
      id={`button-${name}`}
      size="small"
      placeholder={hint}
      value={button[name]}
      onChange={({ target }) => onChange({ [name]: target.value })}
    />
  </div>
);

const Actions = ({
  draft,
  chosen,
  onChange,
  onChoose,
}: {
  draft: Draft;
  chosen: Place;
  onChange: (draft: Draft) => void;
  onChoose: (place: Place | null) => void;
}) => {
  const { first, second } = chosen;
  const level = second === null ? draft : (draft[first]?.sub_button ?? []);
  const isLast = (second ?? first) === level.length - 1;
  const next = second === null ? { first: first + 1, second } : { first, second: second + 1 };
  return (
    <div className="flex gap-x-2">
      <Button
        size="small"
        variant="secondary"
        disabled={isLast}
        onClick={() => {
          onChange(moveOn(draft, chosen));
          onChoose(next);
        }}
      >
        {t("往后移")}
      </Button>
      <Button
        size="small"
        variant="secondary"
        onClick={() => {
          onChange(removeAt(draft, chosen));
          onChoose(second === null ? null : { first, second: null });
        }}
      >
        {t("删掉")}
      </Button>
    </div>
  );
};

import { clx, Text } from "@medusajs/ui";
import { t } from "@tengman/admin-kit";
import { addTo, type Draft, MOST, type Place, placeText, shownName } from "./menu";

/** The account's chat as a follower's phone shows it: a tap chooses a button, "+" adds one where WeChat allows it. */
export const PhonePreview = ({
  draft,
  chosen,
  onChoose,
  onChange,
}: {
  draft: Draft;
  chosen: Place | null;
  onChoose: (place: Place) => void;
  onChange: (draft: Draft) => void;
}) => {
  const open = chosen === null ? undefined : draft[chosen.first];
  const add = (first: number | null) => {
    onChange(addTo(draft, first));
    onChoose(
      first === null
        ? { first: draft.length, second: null }
        : { first, second: draft[first]?.sub_button.length ?? 0 },
    );
  };
  return (
    <div
      className="bg-ui-bg-subtle border-ui-border-strong mx-auto flex h-[480px] w-72 flex-col overflow-hidden rounded-3xl border-4"
      data-testid="menu-preview"
    >
      <Text size="small" weight="plus" className="bg-ui-bg-component border-b py-3 text-center">
        {t("公众号")}
      </Text>
      <div className="relative flex-1">
        {chosen && open && (
          <SubMenu draft={draft} chosen={chosen} onChoose={onChoose} onAdd={() => add(chosen.first)} />
        )}
      </div>
      <div className="bg-ui-bg-base flex h-12 divide-x border-t">
        {draft.map((button, first) => (
          <button
            // Two buttons may be called the same: their place is what tells them apart.
            key={placeText({ first, second: null })}
            type="button"
            className={clx(
              "txt-small min-w-0 flex-1 truncate px-1",
              chosen?.first === first && "text-ui-fg-interactive font-medium",
            )}
            aria-pressed={chosen?.first === first && chosen.second === null}
            onClick={() => onChoose({ first, second: null })}
          >
            {button.sub_button.length > 0 && "≡ "}
            {shownName(button.name, "first") || t("未命名")}
          </button>
        ))}
        {draft.length < MOST.first && (
          <button type="button" className="flex-1" aria-label={t("添加菜单")} onClick={() => add(null)}>
            +
          </button>
        )}
      </div>
    </div>
  );
};

const SubMenu = ({
  draft,
  chosen,
  onChoose,
  onAdd,
}: {
  draft: Draft;
  chosen: Place;
  onChoose: (place: Place) => void;
  onAdd: () => void;
}) => {
  const below = draft[chosen.first]?.sub_button ?? [];
  const columns = Math.min(MOST.first, draft.length + (draft.length < MOST.first ? 1 : 0));
  return (
    <div
      className="bg-ui-bg-base shadow-elevation-card-rest absolute bottom-2 flex min-w-32 flex-col divide-y rounded-lg"
      style={
        chosen.first === columns - 1 && columns > 1
          ? { right: 4 }
          : { left: `${(chosen.first * 100) / columns}%` }
      }
    >
      {below.map((button, second) => (
        <button
          key={placeText({ first: chosen.first, second })}
          type="button"
          className={clx(
            "txt-small max-w-48 truncate px-3 py-2",
            chosen.second === second && "text-ui-fg-interactive font-medium",
          )}
          aria-pressed={chosen.second === second}
          onClick={() => onChoose({ first: chosen.first, second })}
        >
          {shownName(button.name, "second") || t("未命名")}
        </button>
      ))}
      {below.length < MOST.second && (
        <button
          type="button"
          className="text-ui-fg-muted txt-small px-3 py-2"
          aria-label={t("添加子菜单")}
          onClick={onAdd}
        >
          +
        </button>
      )}
    </div>
  );
};

import { Button, Container, Heading, Text } from "@medusajs/ui";
import { Status, send, t, timeText, useCommand, useUserNames } from "@tengman/admin-kit";
import { type Composition, HOME, VERSION_STATES, type Version } from "./home";

/** What was published, by whom and when; an older one can be brought back, a planned one taken back. */
export const Versions = ({ composition, onDone }: { composition: Composition; onDone: () => void }) => {
  const nameOf = useUserNames(composition.versions.map(({ published_by }) => published_by));
  const acting = useCommand(async ({ id, act }: { id: string; act: "restore" | "withdraw" }) => {
    await send(`${HOME}/versions/${id}/${act}`);
    return act === "restore" ? t("已恢复到这个版本") : t("已取消定时发布");
  }, onDone);
  return (
    <Container className="divide-y p-0" data-testid="home-versions">
      <div className="px-6 py-4">
        <Heading level="h2">{t("版本")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("恢复旧版本会立即发布一份相同的首页，草稿不受影响")}
        </Text>
      </div>
      {composition.versions.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
          {t("还没有发布过，顾客看到的是原来的首页")}
        </Text>
      )}
      <ul className="divide-y">
        {composition.versions.map((version) => (
          <li key={version.id} className="flex flex-wrap items-center justify-between gap-2 px-6 py-3">
            <VersionFacts version={version} by={nameOf(version.published_by)} />
            {version.state !== "live" && (
              <Button
                size="small"
                variant="secondary"
                isLoading={acting.isBusy}
                onClick={() =>
                  acting.run({ id: version.id, act: version.state === "planned" ? "withdraw" : "restore" })
                }
              >
                {version.state === "planned" ? t("取消定时") : t("恢复此版本")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Container>
  );
};

const VersionFacts = ({ version, by }: { version: Version; by: string }) => (
  <div className="flex items-center gap-x-3">
    <Status {...VERSION_STATES[version.state]} />
    <div>
      <Text size="small">
        {t("{{time}} 起生效", { time: timeText(version.live_from) })}
        {version.note && ` · ${version.note}`}
        {version.restored_from && ` · ${t("由旧版本恢复")}`}
      </Text>
      <Text size="xsmall" className="text-ui-fg-subtle">
        {t("{{who}} 发布于 {{time}}，共 {{count}} 个模块", {
          who: by,
          time: timeText(version.published_at),
          count: version.blocks,
        })}
      </Text>
    </div>
  </div>
);

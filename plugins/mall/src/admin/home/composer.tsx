import { Button, Container, Heading, Select, Text } from "@medusajs/ui";
import { send, t, useCommand } from "@tengman/admin-kit";
import { useState } from "react";
import { BlockForm } from "./block-form";
import { BlockList } from "./block-list";
import { type Block, type Composition, HOME, isComplete, KINDS, type Kind, newBlock } from "./home";
import { PhonePreview } from "./phone-preview";
import { Publish, type Wanted } from "./publish";

const MOST_BLOCKS = 40;
const newId = (): string => crypto.randomUUID().slice(0, 8);

/** The home page's draft, edited beside the phone that shows it. */
export const Composer = ({ composition, onDone }: { composition: Composition; onDone: () => void }) => {
  const [blocks, setBlocks] = useState<Block[]>(composition.draft.blocks);
  const [revision, setRevision] = useState(composition.draft.revision);
  const [opened, setOpened] = useState<string | null>(null);
  const isWhole = blocks.every(isComplete);
  const save = async (): Promise<number> => {
    const { draft } = await send<Composition>(`${HOME}/draft`, { blocks, revision });
    setRevision(draft.revision);
    return draft.revision;
  };
  const saving = useCommand(async () => {
    await save();
    return t("草稿已保存");
  }, onDone);
  const publishing = useCommand(async (wanted: Wanted) => {
    await send(`${HOME}/publish`, { revision: await save(), ...wanted });
    return wanted.live_from === undefined ? t("首页已发布") : t("已设定发布时间");
  }, onDone);
  const add = (kind: Kind) => {
    const block = newBlock(kind, newId());
    setBlocks([...blocks, block]);
    setOpened(block.id);
  };
  const edited = blocks.find(({ id }) => id === opened);
  return (
    <Container className="divide-y p-0" data-testid="home-composer">
      <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <div>
          <Heading level="h1">{t("首页装修")}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {t("拖动模块调整顺序，右侧是真实的手机页面；发布后顾客一秒内看到")}
          </Text>
        </div>
        <div className="flex gap-x-2">
          <Button
            size="small"
            variant="secondary"
            disabled={!isWhole}
            isLoading={saving.isBusy}
            onClick={() => saving.run(undefined)}
          >
            {t("保存草稿")}
          </Button>
          {isWhole && <Publish isBusy={publishing.isBusy} onPublish={publishing.run} />}
        </div>
      </div>
      <div className="grid grid-cols-1 gap-3 lg:grid-cols-[minmax(0,16rem)_minmax(0,1fr)_auto]">
        <div className="border-ui-border-base lg:border-r">
          <BlockList blocks={blocks} opened={opened} onChange={setBlocks} onOpen={setOpened} />
          {blocks.length < MOST_BLOCKS && <AddBlock onAdd={add} />}
        </div>
        <div className="flex flex-col gap-y-3 p-4" data-testid="home-form">
          {edited ? (
            <>
              <Heading level="h2">{KINDS[edited.kind]}</Heading>
              <BlockForm
                key={edited.id}
                block={edited}
                onChange={(block) => setBlocks(blocks.map((one) => (one.id === block.id ? block : one)))}
              />
            </>
          ) : (
            <Text size="small" className="text-ui-fg-subtle">
              {t("点击左侧的模块编辑内容")}
            </Text>
          )}
        </div>
        <PhonePreview blocks={blocks} />
      </div>
    </Container>
  );
};

const AddBlock = ({ onAdd }: { onAdd: (kind: Kind) => void }) => (
  <div className="px-3 pb-3">
    <Select size="small" value="" onValueChange={(kind) => onAdd(kind as Kind)}>
      <Select.Trigger aria-label={t("添加模块")} data-testid="home-add">
        <Select.Value placeholder={t("添加模块")} />
      </Select.Trigger>
      <Select.Content>
        {(Object.keys(KINDS) as Kind[]).map((kind) => (
          <Select.Item key={kind} value={kind}>
            {KINDS[kind]}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  </div>
);

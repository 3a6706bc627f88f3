import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { DotsSix, Trash } from "@medusajs/icons";
import { clx, IconButton, Text } from "@medusajs/ui";
import { t } from "@tengman/admin-kit";
import { type Block, isComplete, KINDS, summaryOf } from "./home";

/** A drag begins after some movement, so that a click opens the block. */
const DRAG_FROM_PX = 6;

interface ListProps {
  blocks: Block[];
  opened: string | null;
  onChange: (blocks: Block[]) => void;
  onOpen: (id: string) => void;
}

/** The blocks in their order: dragged with the mouse, a finger, or space and the arrow keys. */
export const BlockList = ({ blocks, opened, onChange, onOpen }: ListProps) => {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: DRAG_FROM_PX } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const drop = ({ active, over }: DragEndEvent) => {
    const from = blocks.findIndex(({ id }) => id === active.id);
    const to = blocks.findIndex(({ id }) => id === over?.id);
    if (from >= 0 && to >= 0 && from !== to) onChange(arrayMove(blocks, from, to));
  };
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
      <SortableContext items={blocks.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        <ol className="flex flex-col gap-y-1 p-3" data-testid="home-blocks">
          {blocks.map((block) => (
            <Row
              key={block.id}
              block={block}
              isOpened={block.id === opened}
              onOpen={() => onOpen(block.id)}
              onRemove={() => onChange(blocks.filter(({ id }) => id !== block.id))}
            />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
};

const Row = ({
  block,
  isOpened,
  onOpen,
  onRemove,
}: {
  block: Block;
  isOpened: boolean;
  onOpen: () => void;
  onRemove: () => void;
}) => {
  const { attributes, listeners, setNodeRef, transform, transition } = useSortable({ id: block.id });
  const summary = isComplete(block) ? summaryOf(block) : t("待完善");
  return (
    <li
      ref={setNodeRef}
      style={{ transform: CSS.Transform.toString(transform), transition }}
      className={clx(
        "border-ui-border-base flex items-center gap-x-2 rounded-lg border px-2 py-1",
        isOpened ? "bg-ui-bg-highlight" : "bg-ui-bg-base",
      )}
      data-testid={`home-block-${block.kind}`}
    >
      <button
        type="button"
        className="text-ui-fg-muted cursor-grab touch-none p-1"
        aria-label={t("拖动{{name}}", { name: KINDS[block.kind] })}
        {...attributes}
        {...listeners}
      >
        <DotsSix />
      </button>
      <button type="button" className="min-w-0 flex-1 text-left" aria-pressed={isOpened} onClick={onOpen}>
        <Text size="small" weight="plus">
          {KINDS[block.kind]}
        </Text>
        <Text
          size="xsmall"
          className={clx("truncate", isComplete(block) ? "text-ui-fg-subtle" : "text-ui-tag-orange-text")}
        >
          {summary}
        </Text>
      </button>
      <IconButton
        size="small"
        variant="transparent"
        aria-label={t("删除{{name}}", { name: KINDS[block.kind] })}
        onClick={onRemove}
      >
        <Trash />
      </IconButton>
    </li>
  );
};

import {
  Container,
  createDataTableColumnHelper,
  DataTable,
  type DataTableRowSelectionState,
  Heading,
  Text,
  useDataTable,
} from "@medusajs/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { type Query, read } from "./client";
import { Pager, useCursors } from "./cursors";
import { FilterSelect, type ListFilter } from "./filter-select";
import { Failure } from "./notes";

/** One column of a list. */
export interface Column<Row> {
  /** Medusa's table gives the ids `select` and `action` a width of their own. */
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Amounts and counts stand on the right. */
  readonly isNumber?: boolean;
}

/** Rows that were ticked, and what may be done with them together. */
interface Selection<Row> {
  readonly render: (rows: Row[], forget: () => void) => ReactNode;
}

export interface ListPageProps<Row, Answer> {
  /** Names the list in queries, in tests and where its page size is remembered. */
  readonly name: string;
  readonly title: string;
  readonly note?: ReactNode;
  readonly path: string;
  /** What is asked for beside filters, search and page. */
  readonly query?: Query;
  readonly rowsOf: (answer: Answer) => Row[];
  readonly rowId: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly filters?: readonly ListFilter[];
  /** The filters that are set when the page opens. */
  readonly start?: Readonly<Record<string, string>>;
  /** What can be searched for; the words go into the parameter `q`. */
  readonly search?: string;
  /** What is searched for when the page opens. */
  readonly startSearch?: string;
  /** What stands where rows would: once while nothing is filtered, once while nothing matches. */
  readonly empty: string;
  readonly noMatch?: string;
  readonly actions?: ReactNode;
  readonly onOpen?: (row: Row) => void;
  readonly selection?: Selection<Row>;
  readonly level?: "h1" | "h2";
  readonly refreshMs?: number;
  /** What stands between the heading and the table, drawn from the answer. */
  readonly summary?: (answer: Answer) => ReactNode;
  readonly pageSizes?: readonly number[];
  /** Whether the route counts its rows and takes an offset instead of a cursor. */
  readonly isByOffset?: boolean;
}

type Paged = { next_cursor?: string; count?: number };

/** Where the next page starts; nothing after the last one. */
function nextOf(
  answer: Paged | undefined,
  isByOffset: boolean,
  offset: number,
  size: number,
): string | undefined {
  if (!isByOffset) {
    return answer?.next_cursor;
  }
  return answer && offset + size < (answer.count ?? 0) ? String(offset + size) : undefined;
}

/** A list of the admin: Medusa's table with filters and search, pages that are walked by cursor, a remembered page size. */
export function ListPage<Row, Answer extends Paged>(props: ListPageProps<Row, Answer>) {
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>(props.start ?? {});
  const [search, setSearch] = useState(props.startSearch ?? "");
  const cursors = useCursors(props.name, props.pageSizes);
  const isByOffset = props.isByOffset ?? false;
  const query = { ...props.query, ...chosen, ...(props.search ? { q: search.trim() } : {}) };
  const list = useQuery({
    queryKey: [props.name, query, cursors.size, cursors.cursor],
    queryFn: () =>
      read<Answer>(props.path, {
        ...query,
        limit: cursors.size,
        [isByOffset ? "offset" : "cursor"]: cursors.cursor,
      }),
    placeholderData: keepPreviousData,
    ...(props.refreshMs ? { refetchInterval: props.refreshMs } : {}),
  });
  const rows = list.data ? props.rowsOf(list.data) : [];
  const [ticked, setTicked] = useState<DataTableRowSelectionState>({});
  const restart = () => {
    cursors.restart();
    setTicked({});
  };
  const table = useDataTable({
    data: rows,
    columns: useStableColumns(props),
    getRowId: props.rowId,
    rowCount: rows.length,
    isLoading: list.isPending,
    ...(props.search
      ? {
          search: {
            state: search,
            onSearchChange: (typed: string) => {
              setSearch(typed);
              restart();
            },
          },
        }
      : {}),
    ...(props.selection ? { rowSelection: { state: ticked, onRowSelectionChange: setTicked } } : {}),
    ...(props.onOpen ? { onRowClick: (_event: unknown, row: Row) => props.onOpen?.(originalOf(row)) } : {}),
  });
  const isNarrowed = search.trim() !== "" || Object.values(chosen).some((value) => value !== "");
  const emptyText = isNarrowed ? (props.noMatch ?? props.empty) : props.empty;
  const selected = rows.filter((row) => ticked[props.rowId(row)]);
  return (
    <Container className="divide-y p-0" data-testid={props.name}>
      <DataTable instance={table}>
        <Toolbar
          props={props}
          chosen={chosen}
          onChoose={(id, value) => {
            setChosen({ ...chosen, [id]: value });
            restart();
          }}
        />
        {list.data && props.summary?.(list.data)}
        {selected.length > 0 && props.selection?.render(selected, () => setTicked({}))}
        {list.isError ? (
          <Failure error={list.error} onRetry={() => list.refetch()} />
        ) : (
          <DataTable.Table
            emptyState={{
              empty: { heading: emptyText, description: "" },
              filtered: { heading: emptyText, description: "" },
            }}
          />
        )}
      </DataTable>
      <Pager
        cursors={cursors}
        next={nextOf(list.data, isByOffset, Number(cursors.cursor ?? 0), cursors.size)}
        isBusy={list.isFetching}
      />
    </Container>
  );
}

const Toolbar = <Row, Answer>({
  props,
  chosen,
  onChoose,
}: {
  props: ListPageProps<Row, Answer>;
  chosen: Readonly<Record<string, string>>;
  onChoose: (id: string, value: string) => void;
}) => (
  <DataTable.Toolbar className="flex flex-col items-start justify-between gap-2 md:flex-row md:items-center">
    <div>
      <Heading level={props.level ?? "h1"}>{props.title}</Heading>
      {props.note && (
        <Text size="small" className="text-ui-fg-subtle">
          {props.note}
        </Text>
      )}
    </div>
    <div className="flex flex-wrap items-center gap-2">
      {props.search && <DataTable.Search placeholder={props.search} />}
      {props.filters?.map((filter) => (
        <FilterSelect
          key={filter.id}
          filter={filter}
          value={chosen[filter.id] ?? ""}
          onChange={(value) => onChoose(filter.id, value)}
        />
      ))}
      {props.actions}
    </div>
  </DataTable.Toolbar>
);

/** Medusa's table says that it hands over the row, and hands over its own object around it. */
const originalOf = <Row,>(row: Row): Row => (row as { original: Row }).original;

/**
 * The columns as Medusa's table takes them. It draws each cell as a component of its own, which must stay the same one
 * from render to render, or what a cell holds (a button under the pointer, an open dialogue) would be taken away.
 */
function useStableColumns<Row, Answer>({ columns, selection }: ListPageProps<Row, Answer>) {
  const latest = useRef(columns);
  latest.current = columns;
  const shape = JSON.stringify(columns.map(({ id, title, isNumber }) => [id, title, isNumber ?? false]));
  const isSelectable = selection !== undefined;
  return useMemo(() => {
    const helper = createDataTableColumnHelper<Row>();
    const shown = (JSON.parse(shape) as [string, string, boolean][]).map(([id, title, isNumber]) => {
      const align = isNumber ? ("right" as const) : ("left" as const);
      return helper.accessor((row: Row) => row, {
        id,
        header: () => title,
        cell: ({ row }) => (
          <div className="whitespace-nowrap">
            {latest.current.find((column) => column.id === id)?.cell(row.original)}
          </div>
        ),
        headerAlign: align,
        align,
        enableSorting: false,
      });
    });
    return isSelectable ? [helper.select(), ...shown] : shown;
  }, [shape, isSelectable]);
}

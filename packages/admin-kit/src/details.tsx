import { Container, Drawer, Heading, StatusBadge, Text } from "@medusajs/ui";
import type { ReactNode } from "react";
import type { StatusText } from "./status";

/** A state as Medusa shows states. */
export const Status = ({ label, color }: StatusText) => (
  <StatusBadge color={color} className="whitespace-nowrap">
    {label}
  </StatusBadge>
);

/** The labels of states, for a filter. */
export const labelsOf = <Key extends string>(
  states: Readonly<Record<Key, StatusText>>,
): Record<Key, string> =>
  Object.fromEntries(Object.entries<StatusText>(states).map(([key, { label }]) => [key, label])) as Record<
    Key,
    string
  >;

/** Facts one below the other. */
export const Facts = ({ children }: { children: ReactNode }) => (
  <dl className="flex flex-col gap-y-2 px-6 py-4">{children}</dl>
);

/** One fact. */
export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex items-start justify-between gap-x-4">
    <dt className="text-ui-fg-subtle txt-small whitespace-nowrap">{name}</dt>
    <dd className="txt-small break-words text-right">{children}</dd>
  </div>
);

/** A card of a detail page: a heading, a sentence, and what belongs to it. */
export const Card = ({
  title,
  note,
  aside,
  level = "h2",
  testId,
  children,
}: {
  title: string;
  note?: ReactNode;
  aside?: ReactNode;
  level?: "h1" | "h2";
  testId?: string;
  children?: ReactNode;
}) => (
  <Container className="divide-y p-0" data-testid={testId}>
    <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
      <div>
        <Heading level={level}>{title}</Heading>
        {note && (
          <Text size="small" className="text-ui-fg-subtle">
            {note}
          </Text>
        )}
      </div>
      {aside}
    </div>
    {children}
  </Container>
);

/** A drawer with everything of one row, and below it what may be decided. */
export const DetailDrawer = ({
  title,
  testId,
  footer,
  onClose,
  children,
}: {
  title: ReactNode;
  testId?: string;
  footer?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) => (
  <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
    <Drawer.Content data-testid={testId} aria-describedby={undefined}>
      <Drawer.Header>
        <Drawer.Title>{title}</Drawer.Title>
      </Drawer.Header>
      <Drawer.Body className="flex flex-col gap-y-2 divide-y overflow-y-auto p-0">{children}</Drawer.Body>
      {footer && <Drawer.Footer className="block">{footer}</Drawer.Footer>}
    </Drawer.Content>
  </Drawer>
);

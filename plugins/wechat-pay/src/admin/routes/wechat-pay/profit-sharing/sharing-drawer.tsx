import { Button, Drawer, Input, Label, Text, toast } from "@medusajs/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { send } from "@tengman/admin-kit";
import type { ReactNode } from "react";
import { TEXT } from "../texts";
import { SHARING_KEY } from "./sharing";
import { SHARING_TEXT } from "./sharing-texts";

interface Form {
  title: string;
  explanation?: string;
  /** Where the answers go; undefined while something is missing. */
  path: string;
  body: object | undefined;
  done: string;
  onClose: () => void;
  children: ReactNode;
}

/** A form in a drawer that asks the shop for something, and says what became of it. */
export function SharingDrawer({ title, explanation, path, body, done, onClose, children }: Form) {
  const client = useQueryClient();
  const ask = useMutation({
    mutationFn: () => send(`/admin/wechat-pay/profit-sharing/${path}`, body),
    onSuccess: () => {
      toast.success(done);
      onClose();
    },
    onError: (error) => toast.error(TEXT.actionFailed + error.message),
    onSettled: () => client.invalidateQueries({ queryKey: SHARING_KEY }),
  });
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content data-testid="sharing-drawer">
        <Drawer.Header>
          <Drawer.Title>{title}</Drawer.Title>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
          {explanation && (
            <Text size="small" className="text-ui-fg-subtle">
              {explanation}
            </Text>
          )}
          {children}
        </Drawer.Body>
        <Drawer.Footer>
          <Button size="small" variant="secondary" onClick={onClose}>
            {SHARING_TEXT.cancel}
          </Button>
          <Button
            size="small"
            disabled={!body}
            isLoading={ask.isPending}
            data-testid="sharing-submit"
            onClick={() => ask.mutate()}
          >
            {SHARING_TEXT.submit}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  );
}

interface Field {
  id: string;
  label: string;
  hint?: string;
  wrong?: string | false | undefined;
  value: string;
  onChange: (value: string) => void;
}

/** A labelled input with a hint, or with what is wrong with it. */
export function SharingField({ id, label, hint, wrong, value, onChange }: Field) {
  return (
    <div className="flex flex-col gap-y-1">
      <Label size="small" htmlFor={id}>
        {label}
      </Label>
      <Input
        id={id}
        size="small"
        value={value}
        aria-invalid={Boolean(wrong)}
        onChange={({ target }) => onChange(target.value)}
      />
      {(wrong || hint) && (
        <Text size="xsmall" className={wrong ? "text-ui-fg-error" : "text-ui-fg-muted"}>
          {wrong || hint}
        </Text>
      )}
    </div>
  );
}

import { Button, Container, Heading, Label, Select, Table, Text, toast, usePrompt } from "@medusajs/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { remove } from "@tengman/admin-kit";
import { useState } from "react";
import { TEXT } from "../texts";
import { type Receiver, SHARING_KEY, useReceivers } from "./sharing";
import { SharingDrawer, SharingField } from "./sharing-drawer";
import { RELATION_TEXT, SHARING_TEXT as WORDS } from "./sharing-texts";

/** The companies that may receive shares. */
export function Receivers({ isOn }: { isOn: boolean }) {
  const { data, isError } = useReceivers();
  const [isAdding, setAdding] = useState(false);
  return (
    <Container className="divide-y p-0" data-testid="share-receivers">
      <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <div>
          <Heading level="h2">{WORDS.receivers}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {WORDS.receiversExplanation}
          </Text>
        </div>
        {isOn && (
          <Button size="small" variant="secondary" data-testid="add-receiver" onClick={() => setAdding(true)}>
            {WORDS.addReceiver}
          </Button>
        )}
      </div>
      {data?.length ? (
        <Table>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell>{WORDS.mchId}</Table.HeaderCell>
              <Table.HeaderCell>{WORDS.companyName}</Table.HeaderCell>
              <Table.HeaderCell>{WORDS.relation}</Table.HeaderCell>
              <Table.HeaderCell />
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {data.map((receiver) => (
              <Table.Row key={receiver.mch_id} data-testid="receiver-row">
                <Table.Cell className="font-mono">{receiver.mch_id}</Table.Cell>
                <Table.Cell>{receiver.name}</Table.Cell>
                <Table.Cell>{RELATION_TEXT[receiver.relation] ?? receiver.relation}</Table.Cell>
                <Table.Cell>
                  <RemoveButton receiver={receiver} />
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      ) : (
        <Text size="small" className="px-6 py-4 text-ui-fg-muted">
          {data ? WORDS.noReceivers : isError ? TEXT.failed : TEXT.loading}
        </Text>
      )}
      {isAdding && <AddReceiver onClose={() => setAdding(false)} />}
    </Container>
  );
}

function AddReceiver({ onClose }: { onClose: () => void }) {
  const [mch_id, setMchId] = useState("");
  const [name, setName] = useState("");
  const [relation, setRelation] = useState("SUPPLIER");
  const isNumber = /^\d{8,10}$/.test(mch_id.trim());
  const isWhole = isNumber && name.trim().length >= 2;
  return (
    <SharingDrawer
      title={WORDS.addReceiver}
      path="receivers"
      body={isWhole ? { mch_id: mch_id.trim(), name: name.trim(), relation } : undefined}
      done={WORDS.added}
      onClose={onClose}
    >
      <SharingField
        id="receiver-mch-id"
        label={WORDS.mchId}
        hint={WORDS.mchIdHint}
        wrong={mch_id !== "" && !isNumber && WORDS.mchIdHint}
        value={mch_id}
        onChange={setMchId}
      />
      <SharingField
        id="receiver-name"
        label={WORDS.companyName}
        hint={WORDS.companyNameHint}
        value={name}
        onChange={setName}
      />
      <div className="flex flex-col gap-y-1">
        <Label size="small">{WORDS.relation}</Label>
        <Select size="small" value={relation} onValueChange={setRelation}>
          <Select.Trigger>
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            {Object.entries(RELATION_TEXT).map(([value, text]) => (
              <Select.Item key={value} value={value}>
                {text}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      </div>
    </SharingDrawer>
  );
}

function RemoveButton({ receiver }: { receiver: Receiver }) {
  const client = useQueryClient();
  const ask = usePrompt();
  const removal = useMutation({
    mutationFn: () => remove(`/admin/wechat-pay/profit-sharing/receivers/${receiver.mch_id}`),
    onSuccess: () => toast.success(WORDS.removed),
    onError: (error) => toast.error(TEXT.actionFailed + error.message),
    onSettled: () => client.invalidateQueries({ queryKey: SHARING_KEY }),
  });
  const confirm = async (): Promise<void> => {
    const words = { confirmText: WORDS.remove, cancelText: WORDS.cancel };
    if (await ask({ title: WORDS.removeTitle, description: WORDS.removeExplain, ...words })) {
      removal.mutate();
    }
  };
  return (
    <div className="flex justify-end py-2">
      <Button size="small" variant="transparent" isLoading={removal.isPending} onClick={confirm}>
        {WORDS.remove}
      </Button>
    </div>
  );
}

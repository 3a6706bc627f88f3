import { Badge, Button, Container, Heading, StatusBadge, Text, toast } from "@medusajs/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { read, send } from "@tengman/admin-kit";
import { CHECK_TEXT, FINDING_STATE, PAYABLE, TEXT } from "./texts";

interface Finding {
  id: string;
  state: string;
  title: string;
  explanation: string;
  remedy?: string;
  request_id?: string;
}

interface Check {
  payable: string;
  checked_at: string;
  findings: Finding[];
}

const PATH = "/admin/wechat-pay/configuration-check";
const KEY = ["wechat-pay", "configuration-check"];
/** What is to be mended comes first; what only a console shows comes last. */
const ORDER = ["failed", "warning", "ok", "unknown"];

const fetchCheck = (method: "GET" | "POST"): Promise<Check> => (method === "GET" ? read(PATH) : send(PATH));

/** Whether the shop talks to a local WeChat instead of the real one: then no answer says what customers will meet. */
const isDemo = ({ findings }: Check): boolean =>
  findings.some(({ id, state }) => id === "wechat_address" && state !== "ok");

/** «Can this shop be paid?», answered line by line, each with what to do about it. */
export function ConfigurationCheck() {
  const client = useQueryClient();
  const { data, isError, isFetching, refetch } = useQuery({
    queryKey: KEY,
    queryFn: () => fetchCheck("GET"),
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  });
  const trial = useMutation({
    mutationFn: () => fetchCheck("POST"),
    onSuccess: (check) => client.setQueryData(KEY, check),
    onError: (error) => toast.error(TEXT.actionFailed + error.message),
  });
  const verdict = PAYABLE[data && isDemo(data) ? "demo" : (data?.payable ?? "")];
  return (
    <Container className="divide-y p-0" data-testid="configuration-check">
      <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <div>
          <div className="flex items-center gap-x-2">
            <Heading level="h1">{CHECK_TEXT.title}</Heading>
            {verdict && (
              <Badge size="2xsmall" color={verdict.color} data-testid="payable">
                {verdict.words}
              </Badge>
            )}
          </div>
          <Text size="small" className="text-ui-fg-subtle">
            {CHECK_TEXT.explanation}
          </Text>
        </div>
        <div className="flex gap-x-2">
          <Button size="small" variant="secondary" isLoading={isFetching} onClick={() => refetch()}>
            {CHECK_TEXT.again}
          </Button>
          <Button size="small" variant="secondary" isLoading={trial.isPending} onClick={() => trial.mutate()}>
            {CHECK_TEXT.trial}
          </Button>
        </div>
      </div>
      {data ? (
        [...data.findings]
          .sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state))
          .map((finding) => <FindingRow key={finding.id} finding={finding} />)
      ) : (
        <Text size="small" className="px-6 py-4 text-ui-fg-muted">
          {isError ? TEXT.failed : CHECK_TEXT.checking}
        </Text>
      )}
    </Container>
  );
}

function FindingRow({ finding }: { finding: Finding }) {
  const state = FINDING_STATE[finding.state];
  return (
    <div
      className="flex gap-x-4 px-6 py-3"
      data-testid="finding"
      data-finding={finding.id}
      data-state={finding.state}
    >
      <div className="w-28 shrink-0">
        <StatusBadge color={state?.color ?? "grey"}>{state?.words ?? finding.state}</StatusBadge>
      </div>
      <div className="flex flex-col gap-y-1">
        <Text size="small" weight="plus">
          {finding.title}
        </Text>
        <Text size="small" className="text-ui-fg-subtle">
          {finding.explanation}
        </Text>
        {finding.remedy && <Text size="small">{finding.remedy}</Text>}
        {finding.state !== "ok" && finding.request_id && (
          <Text size="xsmall" className="text-ui-fg-muted">
            {`Request-ID ${finding.request_id}`}
          </Text>
        )}
      </div>
    </div>
  );
}

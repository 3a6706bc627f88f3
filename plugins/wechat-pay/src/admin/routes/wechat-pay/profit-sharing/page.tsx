import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Badge, Container, Heading, Text } from "@medusajs/ui";
import { t } from "@tengman/admin-kit";
import { TEXT } from "../texts";
import { Receivers } from "./receivers";
import { Shares } from "./shares";
import { useStanding } from "./sharing";
import { SHARING_TEXT as WORDS } from "./sharing-texts";

/** Sharing payments with companies: who receives, what was shared, freed and taken back; or how to switch it on. */
const ProfitSharingPage = () => {
  const { data: standing, isError } = useStanding();
  const payment = new URLSearchParams(window.location.search).get("payment") ?? "";
  return (
    <div className="flex flex-col gap-y-3" data-testid="profit-sharing">
      <Container className="divide-y p-0">
        <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
          <div>
            <Heading level="h1">{WORDS.title}</Heading>
            <Text size="small" className="text-ui-fg-subtle">
              {WORDS.explanation}
            </Text>
          </div>
          {standing && (
            <Badge size="2xsmall" color={standing.is_on ? "green" : "grey"} data-testid="sharing-standing">
              {standing.is_on ? WORDS.on : WORDS.off}
            </Badge>
          )}
        </div>
        {standing ? (
          standing.limit_bps === null ? (
            <HowToSwitchOn />
          ) : (
            <Text size="small" className="px-6 py-4">
              {WORDS.limit(standing.limit_bps / 100)}
            </Text>
          )
        ) : (
          <Text size="small" className="px-6 py-4 text-ui-fg-muted">
            {isError ? TEXT.failed : TEXT.loading}
          </Text>
        )}
      </Container>
      {standing && (
        <>
          <Shares isOn={standing.is_on} payment={payment} />
          <Receivers isOn={standing.is_on} />
        </>
      )}
    </div>
  );
};

function HowToSwitchOn() {
  return (
    <div className="px-6 py-4">
      <Text size="small" weight="plus">
        {WORDS.howTitle}
      </Text>
      <ol className="list-decimal pl-5 pt-1">
        {WORDS.howSteps.map((step) => (
          <li key={step}>
            <Text size="small" className="text-ui-fg-subtle">
              {step}
            </Text>
          </li>
        ))}
      </ol>
    </div>
  );
}

export const config = defineRouteConfig({ label: "分账", rank: 3, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("分账") };

export default ProfitSharingPage;

import type { ReactNode } from "react";
import { Link } from "react-router-dom";

/** A link inside the admin; a click on it opens no row. */
export const PageLink = ({ to, children }: { to: string; children: ReactNode }) => (
  <Link
    to={to}
    className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
    onClick={(event) => event.stopPropagation()}
  >
    {children}
  </Link>
);

type LinkTo = { id: string; children: ReactNode };

export const OrderLink = ({ id, children }: LinkTo) => <PageLink to={`/orders/${id}`}>{children}</PageLink>;

export const CustomerLink = ({ id, children }: LinkTo) => (
  <PageLink to={`/customers/${id}`}>{children}</PageLink>
);

export const ProductLink = ({ id, children }: LinkTo) => (
  <PageLink to={`/products/${id}`}>{children}</PageLink>
);

export const DistributorLink = ({ id, children }: LinkTo) => (
  <PageLink to={`/distribution/distributors?open=${id}`}>{children}</PageLink>
);

/**
 * A person's accruals are found by the transfers that booked them. Their own index was the largest of the ledger, and
 * in a batch each person's entry another page to read, to write, and after a checkpoint to write whole into the log.
 */
export const ownAccrualsSql = `drop index distribution.accrual_distributor;`;

/** Takes the above back. */
export const ownAccrualsUndoSql = `create index accrual_distributor
  on distribution.accrual (distributor_no, accrued_at desc, order_id desc);`;

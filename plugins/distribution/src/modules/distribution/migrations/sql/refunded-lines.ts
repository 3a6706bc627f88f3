/** A refund may say which lines it is for; then the lines' fen are its goods, to the fen. */
export const refundedLinesSql = `
alter table distribution.processed add column lines jsonb;
comment on column distribution.processed.lines is
  'order line id to fen, where the refund of an after-sale case is for certain lines; null: for the order as a whole';

create function distribution.check_refunded_lines() returns trigger language plpgsql as $$
declare
  named numeric;
begin
  if new.kind <> 'refund' or jsonb_typeof(new.lines) <> 'object' or new.lines = '{}'
    or exists (select 1 from jsonb_each(new.lines) l
      where jsonb_typeof(l.value) <> 'string' or l.value #>> '{}' !~ '^[1-9][0-9]{0,17}$') then
    raise exception 'lines of % are no fen by line', new.id using errcode = 'check_violation';
  end if;
  select sum(value::numeric) into named from jsonb_each_text(new.lines);
  if named <> new.goods_fen then
    raise exception 'lines of % come to %, its goods to %', new.id, named, new.goods_fen
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger refunded_lines before insert on distribution.processed
  for each row when (new.lines is not null) execute function distribution.check_refunded_lines();
`;

export const refundedLinesUndoSql = `
drop trigger refunded_lines on distribution.processed;
drop function distribution.check_refunded_lines();
alter table distribution.processed drop column lines;
`;

-- When each mark and each word about a shift first came in: who reads a list sees what was said afterwards. Safe to run again.

-- What came with a file tells of the past, and so is taken what was there before this was asked.
alter table mark_events
    add column if not exists is_from_file Bool default true after received_at;

alter table shift_events
    add column if not exists is_from_file Bool default true after received_at;

-- One row a content of an event's identity: `first` stays as it is however often the same is told again.
create table if not exists arrivals
(
    kind    LowCardinality(String),  -- mark, shift
    key     String,                  -- conversation_id, shift_id
    at      DateTime64(3, 'UTC'),    -- the time that the event claims
    source  LowCardinality(String),
    id      String,
    variant UInt64,
    -- received_at, is_from_file of its first coming
    first   SimpleAggregateFunction(min, Tuple(DateTime64(3, 'UTC'), Bool))
)
engine = AggregatingMergeTree
order by (kind, at, key, source, id, variant)
settings index_granularity = 256;

create materialized view if not exists arrivals_by_mark to arrivals as
select 'mark' as kind, conversation_id as key, at, source, id, variant, min((received_at, is_from_file)) as first
from mark_events
group by conversation_id, at, source, id, variant;

create materialized view if not exists arrivals_by_shift to arrivals as
select 'shift' as kind, shift_id as key, at, source, id, variant, min((received_at, is_from_file)) as first
from shift_events
group by shift_id, at, source, id, variant;

-- what was there before
insert into arrivals
select 'mark' as kind, conversation_id as key, at, source, id, variant, min((received_at, is_from_file)) as first
from mark_events
group by conversation_id, at, source, id, variant;

insert into arrivals
select 'shift' as kind, shift_id as key, at, source, id, variant, min((received_at, is_from_file)) as first
from shift_events
group by shift_id, at, source, id, variant;

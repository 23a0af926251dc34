-- When each source told something. Safe to run again: every row here is the same however often
-- it is told.

-- Times of a source's events, five minutes in a row: first and last for long stretches, all of them where it matters
-- to the millisecond. The directory's events and notes are not among them.
create table if not exists source_activity
(
    source   LowCardinality(String),
    bucket   DateTime('UTC'),       -- start of the five minutes
    first_at SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
    last_at  SimpleAggregateFunction(max, DateTime64(3, 'UTC')),
    times    SimpleAggregateFunction(groupUniqArrayArray, Array(DateTime64(3, 'UTC')))  -- in no order
)
engine = AggregatingMergeTree
order by (source, bucket)
settings index_granularity = 1024;

create materialized view if not exists source_activity_by_message to source_activity as
select source, toStartOfFiveMinutes(at) as bucket, min(at) as first_at, max(at) as last_at, groupUniqArray(at) as times
from message_events group by source, bucket;

create materialized view if not exists source_activity_by_mark to source_activity as
select source, toStartOfFiveMinutes(at) as bucket, min(at) as first_at, max(at) as last_at, groupUniqArray(at) as times
from mark_events group by source, bucket;

create materialized view if not exists source_activity_by_incident to source_activity as
select source, toStartOfFiveMinutes(at) as bucket, min(at) as first_at, max(at) as last_at, groupUniqArray(at) as times
from incident_events group by source, bucket;

create materialized view if not exists source_activity_by_review to source_activity as
select source, toStartOfFiveMinutes(at) as bucket, min(at) as first_at, max(at) as last_at, groupUniqArray(at) as times
from review_events group by source, bucket;

create materialized view if not exists source_activity_by_shift to source_activity as
select source, toStartOfFiveMinutes(at) as bucket, min(at) as first_at, max(at) as last_at, groupUniqArray(at) as times
from shift_events group by source, bucket;

create materialized view if not exists source_activity_by_stay to source_activity as
select source, toStartOfFiveMinutes(at) as bucket, min(at) as first_at, max(at) as last_at, groupUniqArray(at) as times
from stay_events group by source, bucket;

-- what was there before
insert into source_activity
select source, toStartOfFiveMinutes(at) as bucket, min(at), max(at), groupUniqArray(at) from message_events group by source, bucket;

insert into source_activity
select source, toStartOfFiveMinutes(at) as bucket, min(at), max(at), groupUniqArray(at) from mark_events group by source, bucket;

insert into source_activity
select source, toStartOfFiveMinutes(at) as bucket, min(at), max(at), groupUniqArray(at) from incident_events group by source, bucket;

insert into source_activity
select source, toStartOfFiveMinutes(at) as bucket, min(at), max(at), groupUniqArray(at) from review_events group by source, bucket;

insert into source_activity
select source, toStartOfFiveMinutes(at) as bucket, min(at), max(at), groupUniqArray(at) from shift_events group by source, bucket;

insert into source_activity
select source, toStartOfFiveMinutes(at) as bucket, min(at), max(at), groupUniqArray(at) from stay_events group by source, bucket;

-- From here on act_facts also keep what disturbs owners: their messages and marks, and each owner_notified, under the
-- person_id '\nowner', which no id can be (sql/facts/cells.ts). These rows tell the home of messages and marks, too. What
-- is there already is derived anew by the next drain.
insert into touched (generation, kind, key)
select 1, 'everything', '' from (select 1 from message_events union all select 1 from incident_events) limit 1;

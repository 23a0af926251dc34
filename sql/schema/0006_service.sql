-- What each stay was given: the service behind its review, the automation, the questions that were left. Safe to run again.

-- One row a home and stay for the stay's messages at that home, whether a stay event knows it or not: nobody reads through
-- a stay what was said at somebody else's home. Times as in 0003_facts.sql.
create table if not exists service_facts
(
    property_id      String,         -- '' where no home is known
    stay_id          String,
    -- delivered automation messages that name a template, in order
    template         Array(LowCardinality(String)),
    template_at      Array(Int64),
    template_channel Array(LowCardinality(String)),
    -- turns, in order of opening; columns as in turn_facts
    opened_at        Array(Int64),
    channel          Array(LowCardinality(String)),
    is_night         Array(UInt8),
    due_at           Array(Int64),
    answered_at      Array(Int64),
    held_at          Array(Int64),
    dismissed_at     Array(Int64),
    version          UInt64,
    is_deleted       UInt8
)
engine = ReplacingMergeTree(version, is_deleted)
order by (property_id, stay_id)
settings index_granularity = 256;

-- Whether the guest had an earlier stay that was neither cancelled nor a no-show; 0 too where no guest is known.
alter table stay_facts add column if not exists is_return UInt8 after platform;

-- The stay that an incident's events name: the last that any of them from its opening on carries; '' where none does.
alter table incident_facts add column if not exists stay_id String after resolve_within_s;

-- home → the reviews that any event ever put there, with the time of the last such event.
create table if not exists home_reviews
(
    property_id String,
    review_id   String,
    last_at     SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
)
engine = AggregatingMergeTree
order by (property_id, review_id)
settings index_granularity = 256;

create materialized view if not exists home_reviews_by_review to home_reviews as
select toString(review_events.property_id) as property_id, review_id, max(at) as last_at
from review_events
group by property_id, review_id;

-- what was there before
insert into home_reviews
select toString(review_events.property_id) as property_id, review_id, max(at) from review_events group by property_id, review_id;

-- From here on act_facts also keep when anybody wrote to a guest: each delivered message of a manager, an owner or a bot,
-- under the person_id '\nanybody' (sql/facts/cells.ts). What is there already is derived anew by the next drain.
insert into touched (generation, kind, key)
select 1, 'everything', '' from (select 1 from message_events union all select 1 from incident_events union all select 1 from stay_events) limit 1;

-- Where to look for the shifts of a night and its homes, without reading what was ever told of shifts. Safe to run again.

-- Each list of homes that any shift ever counted for. A roster has few of them, however many shifts it has.
create table if not exists home_sets
(
    home_set     UInt64,         -- cityHash64 of property_ids
    property_ids Array(String)   -- sorted, each once; empty: every home
)
engine = ReplacingMergeTree
order by home_set;

create materialized view if not exists home_sets_by_shift to home_sets as
select distinct cityHash64(homes) as home_set, homes as property_ids
from (select arraySort(arrayDistinct(property_ids)) as homes from shift_events where has_homes);

-- From when to when each shift can have lasted, and for which homes, by all of its events.
create table if not exists shift_extents
(
    shift_id   String,
    from_at    SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
    until_at   SimpleAggregateFunction(max, DateTime64(3, 'UTC')),  -- 12 hours after its last event or planned end
    home_sets  SimpleAggregateFunction(groupUniqArrayArray, Array(UInt64)),
    -- its first word: at, source, id, has_homes. One without homes counts for every home until a later one has them
    first_word SimpleAggregateFunction(min, Tuple(DateTime64(3, 'UTC'), String, String, Bool))
)
engine = AggregatingMergeTree
order by shift_id;

create materialized view if not exists shift_extents_by_shift to shift_extents as
select
    shift_id,
    min(least(at, ifNull(planned_start, at))) as from_at,
    max(greatest(at, ifNull(planned_end, at))) + interval 12 hour as until_at,
    groupUniqArrayIf(cityHash64(arraySort(arrayDistinct(property_ids))), has_homes) as home_sets,
    min((at, toString(source), id, has_homes)) as first_word
from shift_events
group by shift_id;

-- what was there before
insert into home_sets
select distinct cityHash64(homes) as home_set, homes as property_ids
from (select arraySort(arrayDistinct(property_ids)) as homes from shift_events where has_homes);

insert into shift_extents
select
    shift_id,
    min(least(at, ifNull(planned_start, at))) as from_at,
    max(greatest(at, ifNull(planned_end, at))) + interval 12 hour as until_at,
    groupUniqArrayIf(cityHash64(arraySort(arrayDistinct(property_ids))), has_homes) as home_sets,
    min((at, toString(source), id, has_homes)) as first_word
from shift_events
group by shift_id;

-- From here on a stay that is out on the day on which it is in is as near as its nearer edge (sql/facts/placed.ts). What is
-- there already is derived anew by the next drain.
insert into touched (generation, kind, key)
select 1, 'everything', '' from (select 1 from message_events) limit 1;

-- its task is done by shift_extents
drop view if exists shift_reach_by_shift;
drop table if exists shift_reach;

-- What the facts must be derived again for, which conversations hang on which stay, and since when things are told.
-- These tables only mark: written twice they say the same, so a redelivery or a repeated insert changes nothing.

-- Durable marks of what an insert touched, written by the same insert. They lie in partitions by generation: a process
-- closes its generation, derives what is in it, and drops the partition (see sql/facts/derive.server.ts).
create table if not exists touched
(
    generation UInt64,
    kind       LowCardinality(String),  -- conversation, stay, incident, property, policy (key '' = the default for all)
    key        String
)
engine = ReplacingMergeTree
partition by generation
order by (kind, key);

create materialized view if not exists touched_by_message to touched as
select distinct generation, 'conversation' as kind, conversation_id as key from message_events;

create materialized view if not exists touched_by_mark to touched as
select distinct generation, 'conversation' as kind, conversation_id as key from mark_events;

create materialized view if not exists touched_by_stay to touched as
select distinct generation, 'stay' as kind, stay_id as key from stay_events;

create materialized view if not exists touched_by_incident to touched as
select distinct generation, 'incident' as kind, incident_id as key from incident_events;

create materialized view if not exists touched_by_directory to touched as
select distinct
    generation,
    kind,
    if(kind = 'policy', JSONExtractString(data, 'property_id'), directory_events.key) as key
from directory_events
where kind in ('property', 'policy');

-- stay or guest → the conversations whose messages name it.
create table if not exists conversation_links
(
    kind            LowCardinality(String),  -- stay, guest
    key             String,
    conversation_id String
)
engine = ReplacingMergeTree
order by (kind, key, conversation_id)
settings index_granularity = 256;

create materialized view if not exists conversation_links_by_message to conversation_links as
select distinct link.1 as kind, link.2 as key, conversation_id
from message_events
array join [('stay', stay_id), ('guest', guest_id)] as link
where link.2 != '';

-- guest → the stays of which any event ever named him.
create table if not exists guest_stays
(
    guest_id String,
    stay_id  String
)
engine = ReplacingMergeTree
order by (guest_id, stay_id)
settings index_granularity = 256;

create materialized view if not exists guest_stays_by_stay to guest_stays as
select distinct guest_id, stay_id from stay_events where guest_id != '';

-- The first event that carries each capability. A minimum is the same however often it is told.
create table if not exists capability_firsts
(
    capability LowCardinality(String),
    first_at   SimpleAggregateFunction(min, DateTime64(3, 'UTC'))
)
engine = AggregatingMergeTree
order by capability;

create materialized view if not exists capability_firsts_by_message to capability_firsts as
select capability, min(at) as first_at
from message_events
array join arrayFilter(
    (name, carries) -> carries,
    ['calls', 'handoffs', 'instructions'],
    [kind in ('call', 'missed_call'), handoff, role = 'automation' and template = 'checkin_instructions']
) as capability
group by capability;

create materialized view if not exists capability_firsts_by_incident to capability_firsts as
select capability, min(at) as first_at
from incident_events
array join arrayFilter(
    (name, carries) -> carries,
    ['incidents', 'playbooks', 'owner_contact'],
    [true, playbook != '', action = 'owner_notified']
) as capability
group by capability;

create materialized view if not exists capability_firsts_by_shift to capability_firsts as
select if(action = 'planned', 'plans', 'clock') as capability, min(at) as first_at
from shift_events
where action in ('planned', 'started')
group by capability;

create materialized view if not exists capability_firsts_by_stay to capability_firsts as
select 'stays' as capability, min(at) as first_at from stay_events group by capability;

create materialized view if not exists capability_firsts_by_review to capability_firsts as
select 'reviews' as capability, min(at) as first_at from review_events group by capability;

-- From when to when each shift can have lasted, by all of its events: where to look for the shifts of a night.
create table if not exists shift_reach
(
    shift_id String,
    from_at  SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
    until_at SimpleAggregateFunction(max, DateTime64(3, 'UTC'))  -- 12 hours after its last event or planned end
)
engine = AggregatingMergeTree
order by shift_id;

create materialized view if not exists shift_reach_by_shift to shift_reach as
select
    shift_id,
    min(least(at, ifNull(planned_start, at))) as from_at,
    max(greatest(at, ifNull(planned_end, at))) + interval 12 hour as until_at
from shift_events
group by shift_id;

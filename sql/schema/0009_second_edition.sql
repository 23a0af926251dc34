-- What the second edition of docs/rules.md needs. Safe to run again.

-- The date to which a turn belongs, what answered it, and whether it was a mark.
alter table turn_facts
    add column if not exists date Array(Int32) after due_at,                -- local date (days); at night that on which the night began
    add column if not exists answered_home Array(LowCardinality(String)) after answered_by,
    add column if not exists marked_at Array(Int64) after held_at;          -- mark answered_elsewhere that answered, or made a holding answer good first and in time

-- whose an act without a name is does not depend on when clocking was first reported
alter table turn_facts drop column if exists answered_date;

-- Managers' acts too have their home now ('' where none is known), and each its conversation; acts without an id stand
-- under the person_id '\nunnamed' (sql/facts/cells.ts).
alter table act_facts
    add column if not exists conversation_id Array(String) after thread;    -- '' for incidents

-- A review can be withdrawn.
alter table review_events
    add column if not exists is_deleted Bool default false after language;

-- What a shared account writes names nobody: when one is said to be shared, or no longer, its conversations are read anew.
create materialized view if not exists touched_by_account to touched as
select distinct generation, 'account' as kind, directory_events.key as key
from directory_events
where kind = 'manager';

-- What is there already is derived anew by the next drain.
insert into touched (generation, kind, key)
select 1, 'everything', '' from (select 1 from message_events union all select 1 from incident_events union all select 1 from stay_events) limit 1;

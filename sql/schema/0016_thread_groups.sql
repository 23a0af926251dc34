-- Facts by the names of the field: thread_group was `unit`, local_hour was `slot`. A column of a sorting key takes no other
-- name, so these tables are made anew and filled by a derivation. Safe to run again.

drop table if exists turn_facts;

drop table if exists act_facts;

-- One row per (home, UTC month, thread group) with the turns that opened and the guest messages that came there and then.
-- Times are milliseconds since 1970-01-01T00:00Z; 0 is "has not happened". They are the times of all actions, so that any
-- as_of is answered from them. `local_hour` is a local date and hour: days since 1970-01-01 · 24 + hour. version is the
-- number of distinct events that were read, before it that of undone imports (0015_imports.sql); the greatest one counts.
create table if not exists turn_facts
(
    property_id     String,         -- '' where no home is known
    month           Date,           -- UTC month of the opening, or of the message
    thread_group    String,         -- 'stay:ID', or 'chat:ID' for a conversation's messages that have no stay
    guest           LowCardinality(String),  -- new, returning, '' = not known
    first_at        Int64,          -- earliest message of anyone at this home in this month and group
    -- turns, in order of opening
    conversation_id Array(String),  -- of the message that opened it
    thread          Array(Int64),   -- within the group: opening of the thread's first message for chats, 0 for stays
    opened_at       Array(Int64),
    local_hour      Array(Int32),
    is_first        Array(UInt8),   -- the first turn of its thread in all time
    is_night        Array(UInt8),   -- opened in the night hours of the policy in force
    is_off_hours    Array(UInt8),   -- opened outside Mon–Fri 09:00–18:00 local, or on a public holiday
    due_at          Array(Int64),
    date            Array(Int32),   -- local date (days) to which it belongs; at night that on which the night began
    answered_at     Array(Int64),
    answered_role   Array(LowCardinality(String)),  -- manager, owner, bot; '' where nobody did
    answered_by     Array(LowCardinality(String)),  -- author id, where there is one
    answered_home   Array(LowCardinality(String)),  -- home of the answer
    handoff_at      Array(Int64),   -- a bot's first handoff while the guest waits
    human_reply_at  Array(Int64),   -- first answer of a person before the next turn opens
    held_at         Array(Int64),   -- after this the promise of a holding answer is broken
    marked_at       Array(Int64),   -- mark answered_elsewhere that answered, or made a holding answer good first and in time
    dismissed_at    Array(Int64),   -- marked no_reply_needed
    reasked         Array(Array(Int64)),  -- bots: [opened, dismissed or 0, …] of turns within 15 min after the answer
    channel         Array(LowCardinality(String)),
    language        Array(LowCardinality(String)),
    topic           Array(LowCardinality(String)),
    stage           Array(LowCardinality(String)),  -- enquiry, before, arrival, stay, after
    -- guest messages and autoresponses, in order
    m_at            Array(Int64),
    m_kind          Array(LowCardinality(String)),  -- guest, missed_call (a guest message too), autoresponse
    m_local_hour    Array(Int32),
    m_called_at     Array(Int64),   -- missed_call: first answer of a person in the thread after it
    m_channel       Array(LowCardinality(String)),
    m_language      Array(LowCardinality(String)),
    m_topic         Array(LowCardinality(String)),
    m_stage         Array(LowCardinality(String)),
    version         UInt64,
    is_deleted      UInt8
)
engine = ReplacingMergeTree(version, is_deleted)
order by (property_id, month, thread_group)
settings index_granularity = 256;

-- What was done, whatever its kind, by whom: a person on the managers' side, or one of the stand-ins of sql/facts/fact-rows.ts.
create table if not exists act_facts
(
    month           Date,           -- UTC month of the acts
    person_id       String,
    thread_group    String,         -- as in turn_facts, or 'incident:ID'
    at              Array(Int64),
    thread          Array(Int64),   -- as in turn_facts; 0 for incidents; −1 in a chat that is not a guest's; −2 in no thread
    conversation_id Array(String),  -- '' for incidents
    property_id     Array(String),  -- home of the act; '' where none is known
    version         UInt64,
    is_deleted      UInt8
)
engine = ReplacingMergeTree(version, is_deleted)
order by (month, person_id, thread_group)
settings index_granularity = 256;

alter table incident_facts rename column if exists slot to local_hour;

insert into touched (generation, kind, key)
select 1, 'everything', '' from (select 1 from message_events union all select 1 from incident_events union all select 1 from stay_events) limit 1;

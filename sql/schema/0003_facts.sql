-- One row per thing, derived from the landing tables by sql/facts and never written by hand.
-- Times are milliseconds since 1970-01-01T00:00Z; 0 is "has not happened". They are the times of all actions, so that
-- any as_of is answered from them. `slot` is a local date and hour: days since 1970-01-01 · 24 + hour.
-- version is the number of distinct events that were read; it only grows, and the greatest one counts.

-- One row per (home, UTC month, unit) with the turns that opened and the guest messages that came there and then.
create table if not exists turn_facts
(
    property_id     String,         -- '' where no home is known
    month           Date,           -- UTC month of the opening, or of the message
    unit            String,         -- 'stay:ID', or 'chat:ID' for a conversation's messages that have no stay
    guest           LowCardinality(String),  -- new, returning, '' = not known
    first_at        Int64,          -- earliest message of anyone at this home in this month and unit
    -- turns, in order of opening
    conversation_id Array(String),  -- of the message that opened it
    thread          Array(Int64),   -- within the unit: opening of the thread's first message for chats, 0 for stays
    opened_at       Array(Int64),
    slot            Array(Int32),
    is_first        Array(UInt8),   -- the first turn of its thread in all time
    is_night        Array(UInt8),   -- opened in the night hours of the policy in force
    is_off_hours    Array(UInt8),   -- opened outside Mon–Fri 09:00–18:00 local, or on a public holiday
    due_at          Array(Int64),
    answered_at     Array(Int64),
    answered_role   Array(LowCardinality(String)),  -- manager, owner, bot; '' where nobody did
    answered_by     Array(LowCardinality(String)),  -- author id, where one is told
    answered_date   Array(Int32),   -- local date (days) of the home's night in which the answer lies, else its own
    handoff_at      Array(Int64),   -- a bot's first handoff while the guest waits
    human_reply_at  Array(Int64),   -- first answer of a person before the next turn opens
    held_at         Array(Int64),   -- after this the promise of a holding answer is broken
    dismissed_at    Array(Int64),   -- marked no_reply_needed
    reasked         Array(Array(Int64)),  -- bots: [opened, dismissed or 0, …] of turns within 15 min after the answer
    channel         Array(LowCardinality(String)),
    language        Array(LowCardinality(String)),
    topic           Array(LowCardinality(String)),
    stage           Array(LowCardinality(String)),  -- enquiry, before, arrival, stay, after
    -- guest messages and autoresponses, in order
    m_at            Array(Int64),
    m_kind          Array(LowCardinality(String)),  -- guest, missed_call (a guest message too), autoresponse
    m_slot          Array(Int32),
    m_called_at     Array(Int64),   -- missed_call: first answer of a person in the thread after it
    m_channel       Array(LowCardinality(String)),
    m_language      Array(LowCardinality(String)),
    m_topic         Array(LowCardinality(String)),
    m_stage         Array(LowCardinality(String)),
    version         UInt64,
    is_deleted      UInt8
)
engine = ReplacingMergeTree(version, is_deleted)
order by (property_id, month, unit)
settings index_granularity = 256;

-- What a person on the managers' side did, whatever its kind: presence is read from it.
create table if not exists act_facts
(
    month       Date,               -- UTC month of the acts
    person_id   String,
    unit        String,             -- as in turn_facts, or 'incident:ID'
    at          Array(Int64),
    thread      Array(Int64),       -- as in turn_facts; 0 for incidents; −1 in a chat that is not a guest's; −2 in no thread
    property_id Array(String),      -- home of the incident; '' for messages and marks
    version     UInt64,
    is_deleted  UInt8
)
engine = ReplacingMergeTree(version, is_deleted)
order by (month, person_id, unit)
settings index_granularity = 256;

create table if not exists incident_facts
(
    property_id      String,        -- this and what follows to resolve_within_s: as of opened_at
    month            Date,          -- UTC month of opened_at
    incident_id      String,
    opened_at        Int64,
    reported_at      Int64,         -- opened_at where nobody told
    slot             Int32,         -- of opened_at
    is_night         UInt8,
    category         LowCardinality(String),
    severity         LowCardinality(String),
    is_request       UInt8,
    resolve_within_s UInt32,        -- policy's time for the category
    -- what followed, in order, opened_at's event itself first
    step_at          Array(Int64),
    step_action      Array(LowCardinality(String)),
    step_playbook    Array(LowCardinality(String)),
    step_cause       Array(LowCardinality(String)),
    version          UInt64,
    is_deleted       UInt8
)
engine = ReplacingMergeTree(version, is_deleted)
order by (property_id, month, incident_id)
settings index_granularity = 256;

create table if not exists stay_facts
(
    property_id    String,
    stay_id        String,
    status         LowCardinality(String),
    check_in_at    Int64,
    check_out_at   Int64,
    check_in_date  Int32,           -- local dates, days since 1970-01-01
    check_out_date Int32,
    guest_id       String,
    platform       LowCardinality(String),
    version        UInt64,
    is_deleted     UInt8
)
engine = ReplacingMergeTree(version, is_deleted)
order by (property_id, stay_id)
settings index_granularity = 256;

-- The first incident event of each home: a minimum is the same however often it is told.
create table if not exists home_firsts
(
    property_id String,
    first_at    SimpleAggregateFunction(min, DateTime64(3, 'UTC'))
)
engine = AggregatingMergeTree
order by property_id;

create materialized view if not exists home_firsts_by_incident to home_firsts as
select toString(incident_events.property_id) as property_id, min(at) as first_at from incident_events group by property_id;

-- What happened, as it was told. One row an event; the key ends in (source, id), so that a redelivery changes nothing.
--
-- Shared by all tables here:
--   at           when it happened, UTC, to the millisecond
--   source, id   the event's identity
--   variant      tells two contents of one identity apart (a producer's mistake); the greatest canonical one counts
--   canonical    {"data":…,"time":…} with sorted members, without text; unknown members only as a hash.
--                A line feed and what was derived from the text follow where there was a text
--   received_at  when it came in, UTC
--   generation   the generation of marks (table touched) that was open when it came in
-- An empty string is "not told".

create table if not exists message_events
(
    conversation_id String,
    at              DateTime64(3, 'UTC'),
    source          LowCardinality(String),
    id              String,
    variant         UInt64 materialized cityHash64(canonical),
    property_id     LowCardinality(String),
    stay_id         String,
    guest_id        String,                  -- a pseudonym: a keyed hash made by the producer
    listing_id      LowCardinality(String),
    channel         LowCardinality(String),
    role            LowCardinality(String),  -- guest, manager, bot, owner, automation
    author_id       LowCardinality(String),  -- '' for guests
    kind            LowCardinality(String),  -- text, media, voice, reaction, call, missed_call
    delivered       Bool,
    handoff         Bool,                    -- bots only, else false
    holding         Bool,                    -- managers and owners only, else false
    needs_reply     Bool,                    -- guests only, else false
    language        LowCardinality(String),  -- BCP 47
    topic           LowCardinality(String),
    template        LowCardinality(String),  -- automation only
    canonical       String codec(ZSTD(1)),
    received_at     DateTime64(3, 'UTC'),
    generation      UInt64
)
engine = ReplacingMergeTree
order by (conversation_id, at, source, id, variant)
settings index_granularity = 128, min_compress_block_size = 16384, max_compress_block_size = 65536;

create table if not exists mark_events
(
    conversation_id String,
    at              DateTime64(3, 'UTC'),
    source          LowCardinality(String),
    id              String,
    variant         UInt64 materialized cityHash64(canonical),
    mark            LowCardinality(String),  -- taken, answered_elsewhere, no_reply_needed, not_a_guest, undelivered
    message_source  LowCardinality(String),  -- the message meant, or ''
    message_id      String,
    how             LowCardinality(String),
    actor_role      LowCardinality(String),  -- '' where no actor is told
    actor_id        LowCardinality(String),
    canonical       String codec(ZSTD(1)),
    received_at     DateTime64(3, 'UTC'),
    generation      UInt64
)
engine = ReplacingMergeTree
order by (conversation_id, at, source, id, variant)
settings index_granularity = 128;

create table if not exists incident_events
(
    incident_id     String,
    at              DateTime64(3, 'UTC'),
    source          LowCardinality(String),
    id              String,
    variant         UInt64 materialized cityHash64(canonical),
    property_id     LowCardinality(String),
    stay_id         String,
    conversation_id String,
    action          LowCardinality(String),  -- opened, acknowledged, escalated, owner_notified, mitigated, resolved, reopened, cancelled
    category        LowCardinality(String),
    severity        LowCardinality(String),  -- low, normal, high, critical
    reported_at     Nullable(DateTime64(3, 'UTC')),  -- with opened: when the guest first said it; never after at
    playbook        LowCardinality(String),
    how             LowCardinality(String),  -- with owner_notified: call, message; else ''
    cause           LowCardinality(String),
    actor_role      LowCardinality(String),
    actor_id        LowCardinality(String),
    canonical       String codec(ZSTD(1)),
    received_at     DateTime64(3, 'UTC'),
    generation      UInt64
)
engine = ReplacingMergeTree
order by (incident_id, at, source, id, variant)
settings index_granularity = 256;

create table if not exists review_events
(
    review_id   String,
    at          DateTime64(3, 'UTC'),
    source      LowCardinality(String),
    id          String,
    variant     UInt64 materialized cityHash64(canonical),
    property_id LowCardinality(String),
    stay_id     String,
    guest_id    String,
    platform    LowCardinality(String),
    rating      Float64,                     -- on the scale from worst to scale
    scale       Float64,                     -- the best possible rating
    worst       Float64,                     -- the worst possible rating
    parts       Map(LowCardinality(String), Float64),  -- {communication: 5, …}, same scale
    language    LowCardinality(String),
    canonical   String codec(ZSTD(1)),
    received_at DateTime64(3, 'UTC'),
    generation  UInt64
)
engine = ReplacingMergeTree
order by (review_id, at, source, id, variant)
settings index_granularity = 256;

create table if not exists shift_events
(
    shift_id      String,
    at            DateTime64(3, 'UTC'),
    source        LowCardinality(String),
    id            String,
    variant       UInt64 materialized cityHash64(canonical),
    manager_id    LowCardinality(String),
    action        LowCardinality(String),    -- planned, started, ended, cancelled
    planned_start Nullable(DateTime64(3, 'UTC')),
    planned_end   Nullable(DateTime64(3, 'UTC')),
    has_languages Bool,                      -- whether the event carries languages at all
    languages     Array(LowCardinality(String)),
    has_homes     Bool,                      -- whether the event carries property_ids at all
    property_ids  Array(String),             -- carried and empty: every home
    canonical     String codec(ZSTD(1)),
    received_at   DateTime64(3, 'UTC'),
    generation    UInt64
)
engine = ReplacingMergeTree
order by (shift_id, at, source, id, variant)
settings index_granularity = 256;

create table if not exists stay_events
(
    stay_id        String,
    at             DateTime64(3, 'UTC'),
    source         LowCardinality(String),
    id             String,
    variant        UInt64 materialized cityHash64(canonical),
    property_id    LowCardinality(String),
    status         LowCardinality(String),   -- booked, changed, checked_in, checked_out, no_show, cancelled
    check_in       String,                   -- as told: RFC 3339 (kept as UTC, …Z), or a local date YYYY-MM-DD
    check_out      String,
    platform       LowCardinality(String),
    guest_id       String,                   -- a pseudonym
    guest_language LowCardinality(String),
    guests         Nullable(UInt16),         -- how many people
    amount         Nullable(Float64),
    currency       LowCardinality(String),
    canonical      String codec(ZSTD(1)),
    received_at    DateTime64(3, 'UTC'),
    generation     UInt64
)
engine = ReplacingMergeTree
order by (stay_id, at, source, id, variant)
settings index_granularity = 256;

create table if not exists note_events
(
    note_id     String,
    at          DateTime64(3, 'UTC'),
    source      LowCardinality(String),
    id          String,
    variant     UInt64 materialized cityHash64(canonical),
    about_kind  LowCardinality(String),      -- night, conversation_id, incident_id, report
    about       String,
    property_id LowCardinality(String),
    note        String,                      -- a staff member's own words, at most 600 characters
    author_role LowCardinality(String),
    author_id   LowCardinality(String),
    show_owner  Bool,
    canonical   String codec(ZSTD(1)),
    received_at DateTime64(3, 'UTC'),
    generation  UInt64
)
engine = ReplacingMergeTree
order by (note_id, at, source, id, variant);

-- Who and what there is. Every version is kept: ownership and promises are those of the day.
create table if not exists directory_events
(
    kind        LowCardinality(String),      -- property, owner, manager, policy, source
    key         String,                      -- property_id, owner_id, manager_id, policy_id, source_id
    at          DateTime64(3, 'UTC'),
    source      LowCardinality(String),
    id          String,
    variant     UInt64 materialized cityHash64(canonical),
    data        String,                      -- the known members, as JSON
    canonical   String codec(ZSTD(1)),
    received_at DateTime64(3, 'UTC'),
    generation  UInt64
)
engine = ReplacingMergeTree
order by (kind, key, at, source, id, variant);

-- What could not be taken, with the reason. Bytes that parse as JSON carry no text; others are deleted after 30 days.
create table if not exists dead_letters
(
    letter_id   FixedString(32),             -- sha256 of origin and bytes, first 32 hex digits
    received_at DateTime64(3, 'UTC'),
    reason      LowCardinality(String),      -- class: malformed_json, schema, unknown_type, oversize, time_out_of_bounds, rejected_by_db, …
    detail      String,                      -- which member, what is wrong, what to send instead; never a value
    origin      String,                      -- topic/partition/offset, request and index, or file and line
    bytes       String codec(ZSTD(3)),       -- as they came, at most the first 262 144; base64 where they are not UTF-8
    is_base64   Bool,
    is_json     Bool,                        -- whether the bytes parse as JSON
    length      UInt32,                      -- of the whole, in bytes
    sha256      FixedString(64),             -- of the whole, hex
    status      LowCardinality(String),      -- new, replayed, still_dead
    replayed_at Nullable(DateTime64(3, 'UTC')),
    version     UInt64                       -- grows with each change of status
)
engine = ReplacingMergeTree(version)
order by letter_id
ttl toDateTime(received_at) + interval 30 day delete where not is_json;

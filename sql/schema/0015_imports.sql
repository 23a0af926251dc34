-- Which import of a file each event came with. Safe to run again.

-- One row a state of an import; the greatest version of each counts.
create table if not exists imports
(
    import_id      UInt64,                       -- of two imports the later one has the greater
    version        UInt64,                       -- ms UTC of this row
    state          LowCardinality(String),       -- running, done, failed, undoing, undone
    file           String,                       -- its name; 'standard input'; of one that is called after a guest no name
    path           String,                       -- where it lay; '' for standard input, and where it is called after a guest
    sha256         String,                       -- of the whole, hex; '' for standard input
    bytes          UInt64,                       -- 0 for standard input
    reader         LowCardinality(String),       -- events, telegram, …
    reader_version UInt16,
    connection     LowCardinality(String),       -- --as; '' where the reader asks for none
    timezone       LowCardinality(String),       -- --timezone; '' where the reader asks for none
    date_order     LowCardinality(String),       -- --date-order: dmy, mdy, ymd; '' where nobody said
    read           UInt64,                       -- = accepted + dead
    accepted       UInt64,
    dead           UInt64,
    first_at       Nullable(DateTime64(3, 'UTC')),  -- of its events
    last_at        Nullable(DateTime64(3, 'UTC')),
    person         String,                       -- who imported it: a login of the machine, manager:ID
    started_at     DateTime64(3, 'UTC'),
    ended_at       Nullable(DateTime64(3, 'UTC')),
    undone_by      String,
    undone_at      Nullable(DateTime64(3, 'UTC')),
    erasures       UInt32                        -- how many imports had been undone then, this one among them
)
engine = ReplacingMergeTree(version)
order by import_id
settings index_granularity = 64;

-- 0: told live, or before imports were kept. It is part of the key: what two imports tell alike is there twice, so that
-- one of them can be undone.
alter table message_events
    add column if not exists import_id UInt64,
    modify order by (conversation_id, at, source, id, variant, import_id);

alter table mark_events
    add column if not exists import_id UInt64,
    modify order by (conversation_id, at, source, id, variant, import_id);

alter table incident_events
    add column if not exists import_id UInt64,
    modify order by (incident_id, at, source, id, variant, import_id);

alter table review_events
    add column if not exists import_id UInt64,
    modify order by (review_id, at, source, id, variant, import_id);

alter table shift_events
    add column if not exists import_id UInt64,
    modify order by (shift_id, at, source, id, variant, import_id);

alter table stay_events
    add column if not exists import_id UInt64,
    modify order by (stay_id, at, source, id, variant, import_id);

alter table note_events
    add column if not exists import_id UInt64,
    modify order by (note_id, at, source, id, variant, import_id);

alter table directory_events
    add column if not exists import_id UInt64,
    modify order by (kind, key, at, source, id, variant, import_id);

alter table dead_letters
    add column if not exists import_id UInt64;

-- Keys of programs that send events or read numbers. Safe to run again.

-- One row a change; the greatest version of each name counts.
create table if not exists keys
(
    name         String,                     -- what people call it
    version      UInt64,                     -- ms UTC of this row
    state        LowCardinality(String),     -- on, revoked
    key_hash     String,                     -- SHA-256 of the key, hex; '' of a revoked one
    former_hash  String,                     -- of the one before, which is taken until former_until; '' without one
    former_until DateTime64(3, 'UTC'),
    types        Array(LowCardinality(String)),  -- of events that it may send: message, mark, …
    sources      Array(String),              -- with which a source of its events must begin; empty: any
    reads        String,                     -- all, owner:ID, homes:ID+ID; '' where it reads nothing
    person       String,                     -- who said so: a login of the machine, manager:ID
    created_at   DateTime64(3, 'UTC')
)
engine = ReplacingMergeTree(version)
order by name
settings index_granularity = 64;

-- When each was last used, to ten minutes.
create table if not exists key_uses
(
    name    String,
    used_at DateTime64(3, 'UTC')
)
engine = ReplacingMergeTree(used_at)
order by name
settings index_granularity = 64;

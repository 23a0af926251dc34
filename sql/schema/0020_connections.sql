-- What sends or is asked by itself: hooks and pulls. Safe to run again.

-- One row a change; the greatest version of each connection counts.
create table if not exists connections
(
    kind         LowCardinality(String),   -- telegram, wazzup, …: as in /hooks/{kind}/…
    connection   String,                   -- the host of its source, as in telegram://uyut
    version      UInt64,                   -- ms UTC of this row
    state        LowCardinality(String),   -- on, paused, removed
    secret_hash  String,                   -- SHA-256 of the secret of its address, hex; '' for what is asked
    former_hash  String,                   -- of the one before, which is taken until former_until; '' without one
    former_until DateTime64(3, 'UTC'),
    credentials  String,                   -- what the vendor signs with or asks for, encrypted (pipelines/hooks/credentials.server.ts)
    timezone     LowCardinality(String),   -- in which times are read that say none
    complete     String,                   -- what it tells completely, words with commas
    person       String,                   -- who said so: a login of the machine, manager:ID
    created_at   DateTime64(3, 'UTC')
)
engine = ReplacingMergeTree(version)
order by (kind, connection)
settings index_granularity = 64;

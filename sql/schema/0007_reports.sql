-- The monthly report: what was frozen, what was sent to whom, and who asked for what. Times are ms UTC; 0 is "not yet"
-- or "never", '' is none. An address of mail never stands here: recipient_id is the first 32 hex digits of the SHA-256 of
-- its lower-case form, and the directory says whose it is.

-- What a month said, before anything was drawn. Edition 0 is the preparation, 1 as first sent, from 2 on a restatement.
create table if not exists report_snapshots
(
    month              LowCardinality(String),  -- YYYY-MM
    owner_id           String,
    edition            UInt16,
    contents           String codec(ZSTD(3)),   -- ReportContents as canonical JSON
    contents_sha256    String,                  -- of those bytes, hex
    definitions        LowCardinality(String),  -- checksum of the definitions that the numbers rest on
    locale             LowCardinality(String),
    as_of              Int64,
    data_as_of         Int64,                   -- time of the latest event that had come in
    previous_sealed_at Int64,
    changes            String codec(ZSTD(3)),   -- EditionChange[] as JSON
    frozen_at          Int64,
    sealed_at          Int64,                   -- from here on it is what was sent
    pdf_sha256         String,                  -- of the bytes in report_files; '' until it is drawn
    version            UInt8                    -- 0 frozen, 1 sealed
)
engine = ReplacingMergeTree(version)
order by (month, owner_id, edition)
settings index_granularity = 16;

-- The PDFs themselves: another version of the drawing, or of Node, could not make the same bytes again.
create table if not exists report_files
(
    pdf_sha256 String,
    bytes      String codec(ZSTD(1)),           -- base64
    made_at    Int64
)
engine = ReplacingMergeTree(made_at)
order by pdf_sha256
settings index_granularity = 4;

-- What became of each message, one row a step, never changed: the state of a delivery is that of its last row. Only the
-- process that holds the lease writes it.
create table if not exists report_deliveries
(
    month        LowCardinality(String),
    run          String,                        -- what is sent: month, whose, edition; the left of a Message-ID
    recipient_id String,                        -- '' where there is nobody to send it to
    seq          UInt32,                        -- 1, 2, … within (run, recipient_id)
    kind         LowCardinality(String),        -- report; to management: prepared, waiting
    owner_id     String,                        -- '' for management
    edition      UInt16,
    at           Int64,
    step         LowCardinality(String),        -- queued, started, data, accepted, deferred, uncertain, failed, unsubscribed, no_address
    attempt      UInt16,                        -- conversations with a server begun so far
    deferrals    UInt16,                        -- of them put off by the server or the network, since it was last queued
    next_at      Int64,                         -- of deferred and uncertain: when it is tried again
    code         UInt16,                        -- of the server's reply, 0 without one
    detail       String,                        -- the server's reply without the address, or the reason
    order_id     String                         -- with queued: the order that it follows, '' for none
)
engine = ReplacingMergeTree
order by (month, run, recipient_id, seq)
settings index_granularity = 64;

-- What people asked for: hold, release, send (now), resend, test (to whoever asks). Any process may add one; the reports process follows.
create table if not exists report_orders
(
    month        LowCardinality(String),
    owner_id     String,
    at           Int64,
    order_id     String,
    kind         LowCardinality(String),
    edition      UInt16,                        -- with resend
    recipient_id String,                        -- with resend and test; '' with resend: all that did not get it
    reason       String,                        -- with hold: a staff member's own words
    person       String                         -- manager:ID, or admin
)
engine = ReplacingMergeTree
order by (month, owner_id, at, order_id)
settings index_granularity = 64;

-- Links of mails: open (one edition of one owner's month) and unsubscribe. Only the hash of a token is kept.
create table if not exists report_links
(
    token_hash   String,                        -- SHA-256, hex
    kind         LowCardinality(String),        -- open, unsubscribe
    month        LowCardinality(String),
    owner_id     String,
    edition      UInt16,
    recipient_id String,
    issued_at    Int64,
    expires_at   Int64,
    revoked_at   Int64,
    revoked_by   String,
    version      UInt8                          -- 0 issued, 1 revoked
)
engine = ReplacingMergeTree(version)
order by token_hash
settings index_granularity = 64;

-- Each opening by a link, and each that was refused.
create table if not exists report_openings
(
    month        LowCardinality(String),
    owner_id     String,
    at           Int64,
    edition      UInt16,
    recipient_id String,
    ip_prefix    String,                        -- the first three parts of an IPv4 address, the first /48 of an IPv6 one
    result       LowCardinality(String)         -- good, expired, revoked
)
engine = MergeTree
order by (month, owner_id, at)
settings index_granularity = 64;

-- Who is not written to any more, and why. The last row of (recipient_id, owner_id) counts.
create table if not exists report_addresses
(
    recipient_id String,
    owner_id     String,                        -- '' for all: a server said that there is no such address
    at           Int64,
    state        LowCardinality(String),        -- aside, unsubscribed, restored
    detail       String,
    person       String                         -- who did it; '' for a server or a link
)
engine = ReplacingMergeTree
order by (recipient_id, owner_id, at)
settings index_granularity = 64;

-- When a sent month was last compared with what its events say now.
create table if not exists report_checks
(
    month         LowCardinality(String),
    owner_id      String,
    checked_at    Int64,
    differs_since Int64                         -- first check that found a difference which is still there
)
engine = ReplacingMergeTree(checked_at)
order by (month, owner_id)
settings index_granularity = 64;

-- Which process does what only one may do. The database knows no "only if": reports/lease.server.ts says how it is held.
create table if not exists process_leases
(
    name       LowCardinality(String),
    holder     String,
    claimed_at Int64,
    renewed_at Int64,
    state      LowCardinality(String),          -- held, released
    place      String                           -- where the holder's process number means something
)
engine = ReplacingMergeTree(renewed_at)
order by (name, claimed_at, holder)
settings index_granularity = 64;

-- What was asked for, sent and opened, by the names of the field: the logs of deliveries and of commands (0007_reports.sql)
-- had run, order_id in their sorting keys, which take no other name. Both are copied; 0018 drops what they were. Safe to run
-- again: a row that is copied twice is one.

-- What became of each message, one row a step, never changed: the state of a delivery is that of its last row. Only the
-- process that holds the lease writes it.
create table if not exists report_steps
(
    month        LowCardinality(String),
    message_key  String,                        -- what is sent: month, whose, edition; the left of a Message-ID
    recipient_id String,                        -- '' where there is nobody to send it to
    seq          UInt32,                        -- 1, 2, … within (message_key, recipient_id)
    kind         LowCardinality(String),        -- report, test; to management: prepared, waiting
    owner_id     String,                        -- '' for management
    edition      UInt16,
    at           Int64,
    step         LowCardinality(String),        -- queued, started, data, accepted, deferred, uncertain, failed, unsubscribed, no_address
    attempt      UInt16,                        -- conversations with a server begun so far
    deferrals    UInt16,                        -- of them put off by the server or the network, since it was last queued
    next_at      Int64,                         -- of deferred and uncertain: when it is tried again
    code         UInt16,                        -- of the server's reply, 0 without one
    detail       String,                        -- the server's reply without the address, or the reason
    command_id   String                         -- with queued: the command that it follows, '' for none
)
engine = ReplacingMergeTree
order by (month, message_key, recipient_id, seq)
settings index_granularity = 64;

insert into report_steps
select
    month, run, recipient_id, seq, kind, owner_id, edition, at, step, attempt, deferrals, next_at, code,
    replaceRegexpOne(detail, '^put aside: ', 'suppressed: '), order_id
from report_deliveries final;

-- What people asked for: hold, release, send (now), resend, test (to whoever asks). Any process may add one; the reports
-- process follows.
create table if not exists report_commands
(
    month        LowCardinality(String),
    owner_id     String,
    at           Int64,
    command_id   String,
    kind         LowCardinality(String),
    edition      UInt16,                        -- with resend
    recipient_id String,                        -- with resend and test; '' with resend: all that did not get it
    reason       String,                        -- with hold: a staff member's own words
    person       String                         -- manager:ID, or admin
)
engine = ReplacingMergeTree
order by (month, owner_id, at, command_id)
settings index_granularity = 64;

insert into report_commands
select month, owner_id, at, order_id, kind, edition, recipient_id, reason, person from report_orders final;

-- Each open by a link, and each that was refused.
rename table if exists report_openings to report_opens;

-- An address that a server does not know is suppressed; it was called aside. Of two rows of a moment the later written counts.
insert into report_addresses
select recipient_id, owner_id, at, 'suppressed', detail, person from report_addresses final where state = 'aside';

-- Links that sign somebody in: single use. Only the hash of the token is kept.
create table if not exists sign_in_links
(
    token_hash FixedString(64),              -- sha256 of the token, hex
    person     String,                       -- owner:ID, manager:ID, or admin: whoever sets an empty server up
    issued_at  DateTime64(3, 'UTC'),
    expires_at DateTime64(3, 'UTC'),
    used_at    Nullable(DateTime64(3, 'UTC')),
    version    UInt8                         -- 0 issued, 1 used
)
engine = ReplacingMergeTree(version)
order by token_hash
ttl toDateTime(expires_at) + interval 30 day;

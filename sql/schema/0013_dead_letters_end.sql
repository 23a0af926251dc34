-- Dead letters end: bytes that do not parse after 30 days, as before; all others after half a year. Safe to run again.
alter table dead_letters
    modify ttl toDateTime(received_at) + interval 30 day delete where not is_json, toDateTime(received_at) + interval 180 day delete where is_json;

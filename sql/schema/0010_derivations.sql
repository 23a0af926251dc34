-- How far facts have been derived by each edition of the rules. Safe to run again.

-- One derivation of everything (a run) is all rows of one started_at; a process that takes it over carries it on and has a
-- row of its own. Facts follow an edition when its latest run is done. Which process derives is held by a lease
-- (process_leases; sql/db/lease.server.ts), so two rows that are written at once only mean work done twice.
create table if not exists derivations
(
    edition    UInt16,     -- of docs/rules.md
    started_at Int64,      -- of the run, ms UTC
    process    String,     -- holder of the lease that wrote the row; '' for a schema file
    written_at Int64,      -- ms UTC
    derived_to String,     -- every conversation up to this id is derived; '' none
    done_share Float64,    -- 0–1
    done_at    Int64       -- ms UTC; 0: not done
)
engine = ReplacingMergeTree(written_at)
order by (edition, started_at, process)
settings index_granularity = 64;

-- What an earlier schema file left to the next drain is from here on a run that has not been done.
insert into derivations (edition, started_at, process, written_at, derived_to, done_share, done_at)
select 2, now_at, '', now_at, '', is_done, if(is_done, now_at, 0)
from
(
    select
        toUnixTimestamp64Milli(now64(3)) as now_at,
        (select count() from touched where kind = 'everything') = 0 as is_done
)
where (select count() from derivations) = 0;

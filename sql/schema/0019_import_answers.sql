-- How a file was to be read, beyond its zone and dates: what imports redo repeats. Safe to run again.
alter table imports
    add column if not exists home String,        -- property_id that --home named; '' where nobody said
    add column if not exists from_date String,   -- --from, YYYY-MM-DD, the first day that is told; '' where nobody said
    add column if not exists until_date String,  -- --until, YYYY-MM-DD, the day after the last; '' where nobody said
    add column if not exists complete String,    -- --complete, words with commas; '' where nobody said
    add column if not exists chat String;        -- a keyed hash of --chat, which is a guest's name; '' where nobody said

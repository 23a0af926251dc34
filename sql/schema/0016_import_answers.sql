-- How a file was to be read, beyond its zone and dates: what imports redo repeats. Safe to run again.
alter table imports
    add column if not exists home String;        -- property_id that --home named; '' where nobody said

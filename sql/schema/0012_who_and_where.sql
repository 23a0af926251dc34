-- Who wrote and what a chat is about are looked up in the directory (docs/rules.md#who-and-where). Safe to run again.

-- The source's own key for who wrote, '' where it gives none: a pseudonym where that can be a guest. Of a message with one
-- handoff, holding, needs_reply and template are kept whatever its role: they mean something once the account is said to be
-- a bot's, a manager's, a guest's.
alter table message_events
    add column if not exists account String default '' after author_id;

alter table message_events
    add index if not exists account_bloom account type bloom_filter granularity 1;

-- role of message_events may be unknown, too.

create materialized view if not exists touched_by_chat to touched as
select distinct generation, 'conversation' as kind, directory_events.key as key
from directory_events
where directory_events.kind = 'chat';

-- channel, space, account
create materialized view if not exists touched_by_author to touched as
select distinct generation, 'author' as kind, directory_events.key as key
from directory_events
where directory_events.kind = 'account';

-- An alias of the same name hid the column, and a manager's event marked nothing: what is written under a shared account
-- was read in the old way until something else touched it.
drop view if exists touched_by_account;

create materialized view if not exists touched_by_account to touched as
select distinct generation, 'account' as kind, directory_events.key as key
from directory_events
where directory_events.kind = 'manager';

insert into touched (generation, kind, key)
select distinct 1, 'account', directory_events.key
from directory_events
where directory_events.kind = 'manager' and JSONHas(data, 'shared');

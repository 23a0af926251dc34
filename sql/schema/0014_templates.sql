-- Templates other than check-in instructions are a capability of their own: where nobody reports them, a share of the stays
-- that got one is not known, and not 0. Safe to run again.
drop view if exists capability_firsts_by_message;

create materialized view if not exists capability_firsts_by_message to capability_firsts as
select capability, min(at) as first_at
from message_events
array join arrayFilter(
    (name, carries) -> carries,
    ['calls', 'handoffs', 'instructions', 'templates'],
    [
        kind in ('call', 'missed_call'),
        handoff and role = 'bot',
        role = 'automation' and template = 'checkin_instructions',
        role = 'automation' and template in ('midstay_check', 'review_request', 'booking_confirmation', 'welcome_book')
    ]
) as capability
group by capability;

-- what was there before
insert into capability_firsts
select 'templates' as capability, min(at) as first_at
from message_events
where role = 'automation' and template in ('midstay_check', 'review_request', 'booking_confirmation', 'welcome_book')
having count() > 0;

import type { hooks as ru } from '../ru/hooks.ts'

/** What sends by itself, as /connect says it. */
export const hooks: typeof ru = {
  title: 'Without files: sent by themselves',
  about:
    'A messenger, a booking system or the telephony tells of each event at once. Guests’ words are not kept: their topic is read and they are dropped.',
  address: 'Done. Copy this address and paste it where the events come from:',
  addressLabel: 'Address for events',
  addressOnce: 'It is shown once: whoever knows it can send events. Lost it? Make a new one.',
  nothing: 'Waiting for the first event. It will appear here by itself.',
  last: 'last event: {{when}}',
  seen: 'What came recently',
  states: { on: 'taken', paused: 'paused' },
  acts: {
    hook_pause: 'Pause',
    hook_resume: 'Take it again',
    hook_rotate: 'New address',
    hook_remove: 'Yes, remove',
  },
  remove: 'Remove',
  removeText: 'The address stops working. What came by it stays and counts.',
  name: 'What to call it',
  optional: 'may be left empty',
  complete: 'All {{what}} are here, and nowhere else',
  add: 'Get the address',
  refused: {
    name: 'That did not work: a name is made of a to z, digits, _ and -.',
    known: 'There is such a connection: call the new one otherwise, or take a new address for the old one.',
    credentials: 'That did not work: without this system’s key its events can’t be checked. Fill it in.',
    gone: 'This connection is no longer there. Reload the page.',
  },
  kinds: {
    telegram: 'Telegram for business',
    wazzup: 'Wazzup',
    avito: 'Avito Messenger',
    realtycalendar:
      'In RealtyCalendar give this address where a CRM is connected, as the webhook of bookings; where there is no such place its support sets it. Objects must be called as in your sheet of homes.',
    chatwoot: 'Chatwoot',
    max: 'Subscribe the MAX bot’s webhook by POST /subscriptions: url is this address, secret its part after the last slash. The bot sees what is written to it; its own answers may not come: where people answer through it, connect Wazzup or Chatwoot instead.',
    mango: 'Mango Office',
    amocrm: 'amoCRM / Kommo',
    whatsapp: 'WhatsApp Cloud API',
    hostaway: 'Hostaway',
    guesty:
      'Guesty’s webhook is registered by a request to its Open API (POST /v1/webhooks, with a token): url is this address, events of reservations and messages. It tells the secret whsec_…, too.',
  },
  tells: { messages: 'messages', calls: 'calls', stays: 'bookings', reviews: 'reviews' },
  steps: {
    telegram:
      'It takes Telegram Premium and a bot of @BotFather with Business Mode on, connected in “Settings → Telegram Business → Chatbots”. Give the bot the address by setWebhook: url is the whole address, secret_token its part after the last slash, allowed_updates business_connection, business_message, edited_business_message, deleted_business_messages.',
    wazzup:
      'In Wazzup: “Settings → CRM integration → API”, this address for webhooks, subscribed to messages and statuses. Where a CRM key is set, enter it here, too.',
    avito:
      'In Avito’s business account make an API key and subscribe the messenger’s webhook (POST /messenger/v3/webhook) to this address. The home is found by the listing, where its number is written at the home.',
    realtycalendar:
      'In RealtyCalendar give this address where a CRM is connected, as the webhook of bookings; where there is no such place its support sets it. Objects must be called as in your sheet of homes.',
    chatwoot:
      'In Chatwoot: “Settings → Integrations → Webhooks”, paste the address and tick Message created and Message updated. Where a secret of the webhook is shown, enter it here.',
    max: 'Subscribe the MAX bot’s webhook by POST /subscriptions: url is this address, secret its part after the last slash. The bot sees what is written to it; its own answers may not come: where people answer through it, connect Wazzup or Chatwoot instead.',
    mango:
      'In the Mango Office account: “Integrations → API connector”, this address for the external system. The key and the salt stand there, too.',
    amocrm:
      'In Kommo (amoCRM): “Market → ⋯ → WebHooks”, paste the address and tick incoming and outgoing messages.',
    whatsapp:
      'In Meta for Developers: “WhatsApp → Configuration → Webhook”: this address, Verify token is its part after the last slash, field messages. The app secret stands in “App settings → Basic”.',
    hostaway:
      'In Hostaway: “Settings → Hostaway API → Webhooks”, paste the address; login and password if you like.',
    guesty:
      'Guesty’s webhook is registered by a request to its Open API (POST /v1/webhooks, with a token): url is this address, events of reservations and messages. It tells the secret whsec_…, too.',
  },
  credentials: {
    crm_key: 'CRM key (crmKey)',
    webhook_secret: 'Secret of the webhook',
    api_key: 'Unique code of the PBX (vpbx_api_key)',
    api_salt: 'Key for signatures (salt)',
    app_secret: 'App secret',
    login: 'Login',
    password: 'Password',
    secret: 'Signing secret',
  },
  words: {
    ...{ message: 'message', mark: 'mark', stay: 'booking', review: 'review', incident: 'incident' },
    ...{ guest: 'guest', manager: 'us', owner: 'owner', bot: 'bot', automation: 'automatic' },
    ...{ unknown: 'somebody unknown', text: 'text', media: 'photo or file', voice: 'voice', note: 'note' },
    ...{ call: 'call', missed_call: 'missed call', reaction: 'reaction', deleted: 'deleted' },
    ...{ undelivered: 'not delivered', booked: 'booked', changed: 'changed', cancelled: 'cancelled' },
  },
  why: {
    not_understood: 'not understood',
    refused: 'not taken',
    edited: 'an edit, not counted',
    other: 'not counted',
  },
}

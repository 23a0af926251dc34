const CHAT = ['messages', 'staff', 'handoffs', 'instructions']

/**
 * What is connected. In the quietest night somebody writes in Telegram between one and four: nine hours without a word,
 * three times what it says of itself, mean that it is broken.
 */
export const SOURCES = [
  { id: 'telegram://butler', name: 'Telegram', reports: CHAT, alive_every_s: 10_800 },
  { id: 'whatsapp://butler', name: 'WhatsApp', reports: CHAT },
  { id: 'avito://butler', name: 'Авито', reports: CHAT },
  { id: 'sutochno://butler', name: 'Суточно.ру', reports: CHAT },
  { id: 'ostrovok://butler', name: 'Островок', reports: CHAT },
  { id: 'phone://butler', name: 'Телефония', reports: ['messages', 'calls', 'staff'] },
  {
    ...{ id: 'crm://butler', name: 'CRM' },
    reports: ['marks', 'incidents', 'playbooks', 'owner_contact', 'stays', 'reviews'],
  },
  { id: 'roster://butler', name: 'График смен', reports: ['plans', 'clock'] },
] as const

export type Channel = 'telegram' | 'whatsapp' | 'avito' | 'sutochno' | 'ostrovok' | 'phone'

export function sourceOf(channel: Channel): string {
  return `${channel}://butler`
}

/** Where stays are booked; yandex_travel has no chat of its own. */
export const PLATFORMS = ['avito', 'sutochno', 'ostrovok', 'yandex_travel'] as const
export type Platform = (typeof PLATFORMS)[number]

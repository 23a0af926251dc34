import { expect, test } from 'vitest'
import { zoneWords } from './zone.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test.each([
  ['Europe/Moscow', 'по Москве', 'Moscow time'],
  ['Asia/Vladivostok', 'по Владивостоку', 'Vladivostok time'],
  ['Europe/Kaliningrad', 'по Калининграду', 'Kaliningrad time'],
  ['Asia/Yekaterinburg', 'по Екатеринбургу', 'Yekaterinburg time'],
  ['Asia/Kamchatka', 'по Петропавловску-Камчатскому', 'Kamchatka time'],
  ['Asia/Sakhalin', 'по Сахалину', 'Sakhalin time'],
  ['Europe/Astrakhan', 'по Астрахани', 'Astrakhan time'],
  ['Europe/Simferopol', 'по Симферополю', 'Simferopol time'],
  ['Asia/Almaty', 'по Алматы', 'Almaty time'],
  ['Asia/Tbilisi', 'по Грузии', 'Georgia time'],
  ['Europe/Berlin', 'по Германии', 'Germany time'],
  ['Asia/Dubai', 'по ОАЭ', 'United Arab Emirates time'],
  ['America/New_York', 'по Нью-Йорку', 'New York time'],
  ['Pacific/Auckland', 'по времени «Новая Зеландия»', 'New Zealand time'],
  ['UTC', 'по UTC', 'UTC'],
  ['Etc/GMT+3', 'по UTC−3', 'UTC−3'],
])('%s: %s, %s', (zone, ru, en) => {
  expect(plain(zoneWords(zone, 'ru'))).toBe(ru)
  expect(plain(zoneWords(zone, 'en'))).toBe(en)
})

test('any zone has plain words, no id and no abbreviation', () => {
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    expect(plain(zoneWords(zone, 'ru')), zone).toMatch(/^по (UTC|[А-ЯЁ][а-яёА-ЯЁ’-]*|времени «[^»]+»)$/u)
    expect(plain(zoneWords(zone, 'en')), zone).toMatch(/^(UTC|.+ time)$/)
    expect(zoneWords(zone, 'ru') + zoneWords(zone, 'en'), zone).not.toMatch(/[_/]/)
  }
})

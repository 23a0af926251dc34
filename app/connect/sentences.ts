/** What readers say of lines that they do not understand, in Russian: by the English sentence, which is the readers' own. */
import type { Locale } from '../i18n/locale.ts'

const IN_RUSSIAN: readonly (readonly [RegExp, string])[] = [
  [/^a booking whose status is a word/, 'бронь с неизвестным статусом'],
  [/^a booking without a home/, 'бронь без объекта'],
  [/^a booking without a day of arrival/, 'бронь без понятного дня заезда или выезда'],
  [/^a booking that ends before/, 'бронь, которая кончается раньше, чем начинается'],
  [
    /^two rows of one home/,
    'две строки одной квартиры, и не сказано, с какого дня: добавьте столбец «Владеет с»',
  ],
  [/^a date of a home that is no date/, 'дата, которой нет в календаре: напишите её как 2026-11-03'],
  [/^a time zone that is not known/, 'неизвестный часовой пояс: напишите его как Europe/Moscow'],
  [/^an owner’s e-mail/, 'почта владельца, которая не похожа на адрес'],
  [
    /^an incident without a home/,
    'инцидент без квартиры, без дня с годом или без слова о том, что случилось',
  ],
  [/^an incident without a time/, 'инцидент без времени, например 14:30: он не считается'],
  [
    /^an incident of which the time it was solved/,
    'инцидент, у которого не читается время решения: он считается открытым',
  ],
  [/^a review without a home/, 'отзыв без квартиры или без дня'],
  [/^a rating that cannot be read/, 'оценка, которая не читается или не бывает на этой площадке'],
  [/^a shift without a day/, 'смена без дня или без человека'],
  [/^a person with over two shifts/, 'больше двух смен одного человека в день: взяты первые две'],
  [
    /^a roster of which nothing says the month/,
    'график, в котором не сказан месяц: напишите его над днями, например «Ноябрь 2026»',
  ],
  [/^a person with two rows/, 'человек с двумя строками: разведите тёзок, например «Анна К.»'],
  [/^the sheet is empty/, 'таблица пуста'],
  [
    /^a sheet without a header/,
    'таблица без знакомых заголовков. Нужны: Квартира, Владелец; или люди и дни месяца; или Объект, Заезд, Выезд, Гость; или Квартира, Дата, Оценка, Площадка; или Квартира, Дата, Время, Что случилось',
  ],
  [/^the sheet is over \d+ MiB/, 'таблица слишком велика: разделите её на части'],
  [/^the sheet has over/, 'в таблице больше 200 000 строк: разделите её на части'],
  [/^the sheet is no workbook/, 'книга не читается: сохраните её ещё раз как .xlsx или как CSV'],
  [/^the sheet can't be read as a table/, 'таблица не читается: сохраните её как «CSV UTF-8»'],
  [/^the dates may begin/, 'даты читаются двояко: с дня или с месяца'],
  [/^a chat of a type/, 'чат неизвестного вида'],
  [/^a message without a number/, 'сообщение без номера'],
  [/^a message of a type/, 'сообщение неизвестного вида'],
  [/^from here on the file is no JSON/, 'с этого места файл испорчен: выгрузите его ещё раз'],
  [/^the file ends in the middle/, 'файл обрывается: выгрузите или скопируйте его ещё раз'],
  [/^a date that is not in the calendar/, 'дата, которой нет в календаре'],
  [/^the zip ends in the middle/, 'архив обрывается: выгрузите чат ещё раз'],
  [/^its text unpacks to more/, 'в архиве больше текста, чем бывает в чате: дальше он не читается'],
  [
    /^its years are of another calendar/,
    'годы другого календаря: включите на телефоне григорианский и выгрузите чат ещё раз',
  ],
  [
    /^nothing tells whose chat/,
    'не сказано, с кем этот чат: возьмите .zip как есть или назовите файл именем контакта или группы',
  ],
  [/^no line begins with a date/, 'ни одна строка не начинается с даты и времени, как пишет WhatsApp'],
  [/^no text is in the zip/, 'в архиве нет текста: это не выгрузка чата'],
  [/^an event whose time cannot/, 'событие, время которого не читается'],
  [
    /^a shift in a time zone/,
    'смена в неизвестном часовом поясе: выгрузите календарь ещё раз, с поясом вида Europe/Moscow',
  ],
  [
    /^a whole day with a person/,
    'целый день с человеком, но без часов: напишите в названии код (Н, Д, С) или часы, например 21-9',
  ],
  [/^a shift that recurs by/, 'смена повторяется так, как смены не повторяются'],
  [/^a change of a series/, 'изменение серии «с этого дня»: сделайте для него отдельную серию'],
  [/^a person with over two shifts/, 'у человека больше двух смен за день: взяты первые две'],
  [/^a booking without a day/, 'бронь без дня заезда и выезда'],
  [/^a booking that ends before/, 'бронь кончается раньше, чем начинается'],
  [/^a booking that recurs/, 'бронь, которая повторяется: она не взята'],
  [
    /^a calendar of Booking\.com/,
    'календарь Booking.com: в нём брони и закрытые дни называются одинаково. Возьмите брони таблицей из экстранета или из вашей системы бронирования',
  ],
  [/^a calendar of over/, 'в календаре больше 100 000 событий: выгрузите его по частям'],
  [
    /^a calendar of which nothing/,
    'непонятно, это календарь броней или дежурств: календарь броней назовите именем квартиры; в дежурствах пишите в названии, кто дежурит',
  ],
  [/^a calendar of bookings that/, 'непонятно, какой квартиры этот календарь: назовите файл как квартиру'],
  [/^no event is in the calendar/, 'в календаре нет событий; если он не в UTF-8, сохраните его в UTF-8'],
  [
    /^a word or remark that is no code/,
    'слово, которое не похоже на код смены: добавьте легенду, например «Н = 21:00–09:00»',
  ],
]
const CODE = /^the code «(.+)», which is not known/

/** A sentence that is not known is given as it is: better in English than not at all. */
export function inWords(sentence: string, locale: Locale): string {
  if (locale === 'en') return sentence
  const code = CODE.exec(sentence)?.[1]
  if (code !== undefined) return `неизвестный код «${code}»: добавьте легенду, например «Н = 21:00–09:00»`
  return IN_RUSSIAN.find(([pattern]) => pattern.test(sentence))?.[1] ?? sentence
}

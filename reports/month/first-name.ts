/** First names that end as surnames do. */
const NAMES = new Set(
  (
    'алина альбина ангелина антонина арина валентина василина галина дарина екатерина зарина ирина карина ' +
    'кристина марина нина полина регина римма сабина эвелина эльвина алевтина фаина августин валентин константин мартин ' +
    'рустам устин севастьян юстин лев ева яков'
  ).split(' '),
)
const PATRONYMIC = /(вич|вна|ична|инична|оглы|кызы)$/i
const SURNAME =
  /(ов|ова|ев|ева|ёв|ёва|ин|ина|ын|ына|ский|ская|цкий|цкая|енко|чук|дзе|швили|ян|их|ых|ov|ova|ev|eva|sky|skaya)$/i
const WORD = /^\p{L}[\p{L}’'-]+$/u

/**
 * The first name of somebody whose full name is written in either order, «Мария Иванова» or «Иванова Мария Петровна».
 * @returns '' where it can't be told from a surname: whoever prints it says «дежурный» then
 */
export function firstName(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => WORD.test(word))
  const patronymic = words.findIndex((word) => PATRONYMIC.test(word))
  if (patronymic > 0) return words[patronymic - 1] ?? ''
  const [first, second] = words
  if (first === undefined) return ''
  if (!isSurname(first)) return first
  return second === undefined || isSurname(second) ? '' : second
}

function isSurname(word: string): boolean {
  return SURNAME.test(word) && !NAMES.has(word.toLowerCase())
}

/** Whom or which home a name means that only this browser has. */

interface Named {
  readonly id: string
  readonly name: string
}

/** Words and numbers of a name; case, ё and what stands between them are no difference. */
function partsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/\p{L}+|\d+/gu) ?? []
  )
}

/** What an address begins with says nothing of it. */
const COMMON = new Set(
  'ул улица пр кт просп проспект наб набережная пер переулок пл площадь шоссе ш д дом кв квартира к корп корпус апартаменты апарт студия flat apt apartment street st the'.split(
    ' ',
  ),
)

/** The one in whose words all of these stand, where it is one alone. */
function onlyOne(found: readonly Named[]): string | null {
  const [first, ...others] = found
  return first === undefined || others.length > 0 ? null : first.id
}

/**
 * The home that the title of a chat names: all numbers and words of its name stand in it, but those that any address has.
 * Two that fit are none, unless one name says more: of «Невский, 24» and «Невский, 24-7» the longer.
 */
export function likelyHome(title: string, homes: readonly Named[]): string | null {
  const said = new Set(partsOf(title))
  const fits = homes
    .map((home) => ({ ...home, parts: partsOf(home.name).filter((part) => !COMMON.has(part)) }))
    .filter(({ parts }) => parts.some((part) => part.length > 2) && parts.every((part) => said.has(part)))
  const most = Math.max(...fits.map(({ parts }) => parts.length))
  return onlyOne(fits.filter(({ parts }) => parts.length === most))
}

/** The one of ours who is called so: by all words of his name, else by his first one, where nobody else has it. */
export function likelyPerson(name: string, people: readonly Named[]): string | null {
  const said = new Set(partsOf(name))
  const whole = people.filter((one) => {
    const parts = partsOf(one.name)
    return parts.length > 1 && parts.every((part) => said.has(part))
  })
  if (whole.length > 0) return onlyOne(whole)
  return onlyOne(
    people.filter((one) => {
      const [first = '', ...others] = partsOf(one.name)
      // «Анна Кузнецова» is no «Анна Иванова»
      return first.length > 2 && said.has(first) && (others.length === 0 || said.size === 1)
    }),
  )
}

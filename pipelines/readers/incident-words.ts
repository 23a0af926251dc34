/** Words of a log of incidents → words of the contract. */
import { fold } from './sheet-names.ts'

const CATEGORIES: readonly (readonly [string, RegExp])[] = [
  ['leak', /протеч|теч|потоп|затоп|залив|leak|flood/],
  ['hot_water', /горяч|бойлер|hot water|boiler/],
  ['heating', /отоплен|батаре|холодно|heating/],
  ['power', /свет|электр|розетк|автомат|power|electric/],
  ['lock', /замок|замк|ключ|домофон|двер|lock|key|door/],
  ['noise', /шум|громк|вечеринк|noise|party/],
  ['wifi', /интернет|wi ?fi|вай ?фай/],
  ['cleaning', /уборк|грязн|clean|dirty/],
  ['linen', /бель|полотен|linen|towel/],
  ['parking', /парков|parking/],
  ['appliances', /холодильн|стирал|телевиз|плит|кондиц|техник|applianc|fridge|washing/],
  ['fire_alarm', /пожар|дым|fire|smoke/],
  ['injury', /травм|injur/],
  ['damage', /поврежд|разби|слом|damage|broken/],
]

/** 'other' where no word is known. */
export function categoryOf(cell: string): string {
  const folded = fold(cell)
  return CATEGORIES.find(([, words]) => words.test(folded))?.[0] ?? 'other'
}

const SEVERITIES: readonly (readonly [string, RegExp])[] = [
  ['critical', /критич|авари|critical|emergency/],
  ['high', /высок|срочн|high|urgent/],
  ['low', /низк|мелк|low|minor/],
]

/** undefined: normal, or not told */
export function severityOf(cell: string): string | undefined {
  const folded = fold(cell)
  return SEVERITIES.find(([, words]) => words.test(folded))?.[0]
}

export function isCancelled(cell: string): boolean {
  return /^(?:отмен|ложн|cancel|false)/.test(fold(cell))
}

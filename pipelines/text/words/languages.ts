function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ''))
}

/** Words in Russian letters that are of another language: Ukrainian, Belarusian, Bulgarian, Kazakh. */
export const NOT_RUSSIAN = words(
  'дякую дякуємо добрий вечір чи де як коли можна треба вже дуже дзякуй калі моля благодаря рахмет',
)

/** Everyday words of English that the other languages of Latin letters do not share. */
export const COMMON_ENGLISH = words(`
  the and you your yours we our us they them it its is are was were be been am have has had do does did dont didnt doesnt
  can cant could would should will wont shall may might must not what where when why who which how whats wheres hows
  hello hi hey thanks thank thx please sorry yes yeah good great perfect nice fine okay understood sure awesome lovely
  wonderful amazing got check checked checking at of for from with to this that there here now just still any some need
  needed want like help know tell send get give let im ive ill id weve were youre theres isnt arent everything about
  key keys door code lock locked apartment flat room house address parking water heating towels light lights night day
  tomorrow today morning evening early late arrive arrived arriving arrival leave leaving left stay host owner possible
  available working works work broken cold hot noise noisy neighbours neighbors clean dirty money pay paid payment off
  password internet wait waiting minute moment soon back again very much many so all since machine making sound strange
  bye cool noted problem problems worries cheers done found fixed see later take care more one two my colleague ask
  welcome free behind floor street first second bring leave luggage kitchen bathroom bedroom shower keep button push come shows`)

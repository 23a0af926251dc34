/** LONG=yes: all that can be asked and drawn, for minutes and hours; without it what a push has the time for. */
export const IS_LONG = process.env['LONG'] === 'yes'

export function amount<T>(push: T, long: T): T {
  return IS_LONG ? long : push
}

import type { Database } from './client.server.ts'

/**
 * The database for one reading of several answers: a statement that is asked again with the same parameters is not
 * carried out again. So what is shown together was read once, and what several answers need costs one statement.
 */
export function oneReading(db: Database): Database {
  const answers = new Map<string, Promise<unknown>>()
  const once = <Rows>(key: string, read: () => Promise<Rows>): Promise<Rows> => {
    const known = answers.get(key)
    if (known !== undefined) return known as Promise<Rows>
    const answer = read()
    answers.set(key, answer)
    return answer
  }
  return {
    ...db,
    read: <Row>(statement: string, params?: Parameters<Database['read']>[1]) =>
      once(JSON.stringify(['read', statement, params]), () => db.read<Row>(statement, params)),
    readBulk: <Row extends unknown[]>(statement: string, params?: Parameters<Database['read']>[1]) =>
      once(JSON.stringify(['bulk', statement, params]), () => db.readBulk<Row>(statement, params)),
  }
}

/** Tables that views on the landing tables fill (sql/schema): what deleting landing rows does not take out of them again. */
import type { Database } from '#sql/db/client.server.ts'

/** Marks of what is to be derived: they end by being derived. */
const MARKS = 'touched'
/** Each has the time of the first coming, which the landing tables forget once the same is told again. */
const ARRIVALS = 'arrivals'

interface View {
  target: string
  columns: string[]
  select: string
}

/** Fills them anew from what the landing tables hold, by the views' own statements. */
export async function fillSummaries(db: Database): Promise<void> {
  const views = await readViews(db)
  for (const target of new Set(views.map((view) => view.target))) {
    await db.command(`truncate table ${target}`)
    for (const { columns, select } of views.filter((view) => view.target === target))
      await db.command(`insert into ${target} (${columns.join(', ')}) ${select}`)
  }
}

async function readViews(db: Database): Promise<View[]> {
  const rows = await db.readBulk<[string, string, string[]]>(
    `select
        extract(create_table_query, ' TO (?:\`?\\w+\`?\\.)?\`?(\\w+)\`?') as target, as_select,
        (
            select groupArray(column.name)
            from (select table, name from system.columns where database = currentDatabase() order by table, position) as column
            where column.table = views.name
        )
    from system.tables as views
    where database = currentDatabase() and engine = 'MaterializedView'
    order by name`,
  )
  return rows
    .map(([target, select, columns]) => ({ target, select, columns }))
    .filter(({ target }) => target !== MARKS && target !== ARRIVALS)
}

/** To be called before the rows of an import are deleted: when its marks and words about shifts came in is forgotten. */
export async function forgetArrivals(db: Database, import_id: number): Promise<void> {
  for (const [kind, key] of [
    ['mark', 'conversation_id'],
    ['shift', 'shift_id'],
  ] as const) {
    const own = `select ${key}, at, source, id, variant from ${kind}_events where import_id = {import_id:UInt64}`
    await db.command(
      `alter table ${ARRIVALS}
      delete where kind = '${kind}' and (key, at, source, id, variant) in (${own})
      settings mutations_sync = 2`,
      { import_id },
    )
    await db.command(
      `insert into ${ARRIVALS}
      select '${kind}', ${key}, at, source, id, variant, min((received_at, is_from_file))
      from ${kind}_events
      where import_id != {import_id:UInt64} and (${key}, at, source, id, variant) in (${own})
      group by ${key}, at, source, id, variant`,
      { import_id },
    )
  }
}

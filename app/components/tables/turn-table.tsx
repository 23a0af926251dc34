import { Link } from '@remix-run/react'
import { createColumnHelper, flexRender, getCoreRowModel, useReactTable } from '@tanstack/react-table'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TurnRow, TurnSort } from '../../view-models/turns.server.ts'
import { Name, Text } from '../ui/text.tsx'

const column = createColumnHelper<TurnRow>()

/** Turns, a row each; a row opens its thread, a head sorts. Sorting is a link, so that it works without JavaScript. */
export function TurnTable({
  rows,
  sort,
  search,
}: {
  rows: readonly TurnRow[]
  sort: TurnSort
  search: string
}) {
  const { t } = useTranslation()
  const columns = useMemo(
    () => [
      column.display({
        id: 'asked',
        header: t('turns.asked'),
        cell: ({ row: { original } }) => (
          <Link className="row-link" to={original.href}>
            {original.asked}
            <small>
              <Name>{original.home}</Name>
            </small>
          </Link>
        ),
      }),
      column.display({
        id: 'about',
        header: t('turns.about'),
        cell: ({ row: { original } }) => (
          <>
            {original.topic}
            <small>
              <Text>{original.channel}</Text>
            </small>
          </>
        ),
      }),
      column.display({
        id: 'who',
        header: t('turns.who'),
        cell: ({ row: { original } }) => <Name>{original.who}</Name>,
      }),
      column.display({
        id: 'wait',
        header: t('turns.wait'),
        cell: ({ row: { original } }) => (
          <>
            <span className={original.isLate ? 'bad' : undefined}>{original.wait}</span>
            <small>{original.state}</small>
          </>
        ),
      }),
    ],
    [t],
  )
  const table = useReactTable({
    data: rows as TurnRow[],
    columns,
    getRowId: (row) => row.id,
    getCoreRowModel: getCoreRowModel(),
    manualSorting: true,
  })
  return (
    <div className="scroll">
      <table className="turns">
        <thead>
          <tr>
            {table.getFlatHeaders().map(({ id, column: { columnDef } }) => (
              <Head key={id} id={id} label={String(columnDef.header)} sort={sort} search={search} />
            ))}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {row.getVisibleCells().map(({ id, column: { columnDef, id: name }, getContext }) => {
                const content = flexRender(columnDef.cell, getContext())
                if (name === 'asked')
                  return (
                    <th key={id} scope="row">
                      {content}
                    </th>
                  )
                return (
                  <td
                    key={id}
                    className={name === 'wait' ? 'right' : name === 'who' ? 'hide-phone' : undefined}
                  >
                    {content}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Head({ id, label, sort, search }: { id: string; label: string; sort: TurnSort; search: string }) {
  const className = id === 'wait' ? 'right' : id === 'who' ? 'hide-phone' : undefined
  if (id !== 'asked' && id !== 'wait')
    return (
      <th scope="col" className={className}>
        {label}
      </th>
    )
  const isOn = sort.id === id
  const to = new URLSearchParams(search)
  // the first tap sorts by what is asked for most: the longest wait, the earliest question
  to.set('sort', isOn && sort.isDown === (id === 'wait') ? `-${id}` : id)
  return (
    <th
      scope="col"
      className={className}
      aria-sort={isOn ? (sort.isDown ? 'descending' : 'ascending') : undefined}
    >
      <Link to={`?${to.toString()}`} preventScrollReset>
        {label}
        {isOn ? (sort.isDown ? ' ↓' : ' ↑') : ''}
      </Link>
    </th>
  )
}

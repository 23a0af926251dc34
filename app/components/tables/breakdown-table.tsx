import type { Breakdown } from '../../view-models/breakdown.server.ts'
import { Name } from '../ui/text.tsx'

/** Figures by one dimension, the largest first. */
export function BreakdownTable({
  columns,
  rows,
  head,
  caption,
}: Breakdown & { head: string; caption: string }) {
  return (
    <div className="scroll">
      <table>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {columns.map(({ id, label }) => (
              <th key={id} scope="col" className="right">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, values }) => (
            <tr key={key} data-key={key}>
              <th scope="row">
                <Name>{label}</Name>
              </th>
              {values.map((value, index) => (
                <td key={columns[index]?.id} className="right nowrap">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

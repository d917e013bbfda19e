/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- browsers drop the roles of a table that is laid out as something else */
import type { ReactNode } from 'react'

/** One column: its title, and what stands in it. The first column names its row. */
export type Column<Row> = {
  readonly id: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** Numbers stand at the end, under one another. */
  readonly isNumber?: boolean
  /** Buttons and the like: its title is for those who do not see. */
  readonly isTitleHidden?: boolean
}

/** Rows and columns to read. On a phone each row is a card, with a column's title before what stands in it. */
export function Table<Row>({ label, columns, rows, keyOf }: {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
}) {
  return (
    <table role="table" aria-label={label} className="w-full border-collapse max-md:block">
      <thead role="rowgroup" className="max-md:sr-only">
        <tr role="row">
          {columns.map(({ id, title, isNumber, isTitleHidden }) => (
            <th
              key={id}
              role="columnheader"
              scope="col"
              className={`border-b border-line px-3 py-2 text-meta font-medium text-quiet first:ps-0 last:pe-0 ${isNumber ? 'text-end' : 'text-start'}`}
            >
              {isTitleHidden ? <span className="sr-only">{title}</span> : title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-md:block">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row" className="border-b border-line max-md:flex max-md:flex-col max-md:gap-1 max-md:py-3">
            {columns.map((column, at) => (
              <Cell key={column.id} column={column} isFirst={at === 0}>
                {column.cell(row)}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell<Row>({ column: { title, isNumber, isTitleHidden }, isFirst, children }: { column: Column<Row>; isFirst: boolean; children: ReactNode }) {
  const place = `px-3 py-2.5 align-top font-normal first:ps-0 last:pe-0 max-md:flex max-md:justify-between max-md:gap-4 max-md:p-0 ${isNumber ? 'text-end tabular-nums' : 'text-start'}`
  if (isFirst) {
    return (
      <th role="rowheader" scope="row" className={`${place} max-md:font-medium`}>
        {children}
      </th>
    )
  }
  return (
    <td role="cell" className={place}>
      {!isTitleHidden && (
        <span aria-hidden className="text-meta text-quiet md:hidden">
          {title}
        </span>
      )}
      {children}
    </td>
  )
}

import { Table } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { ColumnHead } from './column-head.tsx'
import classes from './data-table.module.css'
import { nextOrder, ordered, type Rank, type TableOrder } from './table-order.ts'

export interface Column<Row> {
  readonly key: string
  readonly title: string
  /** Figures stand at the right, so that they can be compared. */
  readonly isFigure?: boolean
  readonly width?: number | string
  readonly cell: (row: Row) => ReactNode
  /** A column that has it can be sorted by. */
  readonly rank?: (row: Row) => Rank
}

interface DataTableProps<Row> {
  /** What the rows are. Read out to who cannot see the table. */
  readonly label: string
  readonly columns: ReadonlyArray<Column<Row>>
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly initialOrder?: TableOrder
  /** Below this width the table moves sideways within the page. */
  readonly minWidth?: number
  /** Above this height it moves up and down within it. */
  readonly maxHeight?: number
}

/** Rows under columns. It can be gone through by keyboard, and sorted where its columns have a rank. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  keyOf,
  initialOrder,
  minWidth = 560,
  maxHeight,
}: DataTableProps<Row>) {
  const [order, setOrder] = useState(initialOrder)
  const rank = columns.find(({ key }) => key === order?.by)?.rank
  const shown = order === undefined || rank === undefined ? rows : ordered(rows, rank, order.direction)
  return (
    // Who has no pointer must be able to reach it to move it.
    <div
      className={classes.region}
      role="region"
      aria-label={label}
      tabIndex={0}
      {...(maxHeight === undefined ? {} : { style: { maxHeight } })}
    >
      <Table miw={minWidth} verticalSpacing="xs" horizontalSpacing="md" highlightOnHover aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ key, title, isFigure = false, width, rank: own }) => (
              <ColumnHead
                key={key}
                title={title}
                isFigure={isFigure}
                width={width}
                direction={order?.by === key ? order.direction : undefined}
                onSort={own === undefined ? undefined : () => setOrder(nextOrder(order, key, isFigure))}
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((row) => (
            <Table.Tr key={keyOf(row)}>
              {columns.map(({ key, isFigure, cell }) => (
                <Table.Td key={key} ta={isFigure === true ? 'right' : 'left'}>
                  {cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

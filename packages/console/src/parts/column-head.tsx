import { Table } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import classes from './data-table.module.css'
import type { TableOrder } from './table-order.ts'

interface ColumnHeadProps {
  readonly title: string
  readonly isFigure: boolean
  readonly width: number | string | undefined
  /** How the rows are sorted by this column, if they are. */
  readonly direction: TableOrder['direction'] | undefined
  /** Undefined where the column cannot be sorted by. */
  readonly onSort: (() => void) | undefined
}

/** What stands above a column, and sorts by it where that can be. */
export function ColumnHead({ title, isFigure, width, direction, onSort }: ColumnHeadProps) {
  const Icon =
    direction === undefined ? IconArrowsSort : direction === 'ascending' ? IconArrowUp : IconArrowDown
  return (
    <Table.Th
      scope="col"
      ta={isFigure ? 'right' : 'left'}
      {...(width === undefined ? {} : { w: width })}
      {...(direction === undefined ? {} : { 'aria-sort': direction })}
    >
      {onSort === undefined ? (
        title
      ) : (
        <button type="button" className={classes.sort} onClick={onSort}>
          {title}
          <Icon size={13} aria-hidden />
        </button>
      )}
    </Table.Th>
  )
}

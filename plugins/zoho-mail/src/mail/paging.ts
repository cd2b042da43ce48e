import { Problem, Type, type Report } from '@patchbay/contract'

/** The input fields of lists that Zoho counts from 1. It gives 200 rows at the most. */
export const pageFields = {
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'Rows a page. Default: 50.' }),
  ),
  cursor: Type.Optional(
    Type.String({ pattern: '^[1-9][0-9]{0,6}$', description: '`meta.next` of the page before.' }),
  ),
}

interface PageInput {
  readonly limit?: number
  readonly cursor?: string
}

export const usualLimit = 50

/** How Zoho is asked for a page. */
export const pageQuery = ({ limit = usualLimit, cursor = '1' }: PageInput) => ({
  start: Number(cursor),
  limit,
})

/**
 * Says where the next page begins. Zoho tells neither a total nor an end: a page with fewer rows than were asked for is
 * the last one.
 */
export function reportNext(
  report: Report,
  { limit = usualLimit, cursor = '1' }: PageInput,
  rows: number,
): void {
  report.next(rows < limit ? undefined : String(Number(cursor) + rows))
}

/** Lists that are given whole, cut here. */
export function cutPage<Item>(
  items: readonly Item[],
  { limit = usualLimit, cursor = '1' }: PageInput,
  report: Report,
): Item[] {
  const start = Number(cursor) - 1
  if (start > items.length) {
    throw new Problem('invalid_input', {
      detail: 'There is no such page.',
      errors: [{ path: '/cursor', message: 'is past the end' }],
    })
  }
  report.next(start + limit < items.length ? String(start + limit + 1) : undefined)
  return items.slice(start, start + limit)
}

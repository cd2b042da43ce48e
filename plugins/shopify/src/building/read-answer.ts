import type { Report } from '@patchbay/contract'
import type { Notes } from '../shape/part.ts'

/** Notes of one answer, which become warnings and the cursor of the next page. */
export function notesFor(report: Report): Notes {
  const place: Array<string | number> = []
  return {
    place,
    truncated() {
      report.partial()
      report.warning({
        code: 'truncated',
        message: 'The list goes on; graphql.query can read the rest.',
        path: place.map((part) => `/${part}`).join(''),
      })
    },
    next: (cursor) => report.next(cursor),
  }
}

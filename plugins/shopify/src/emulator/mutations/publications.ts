import { isObject, listOf, textOf } from '../../json.ts'
import { rowsOf, type Row } from '../state.ts'
import { refuse, type Mutation } from './call.ts'

/** Shows something in publications, or hides it. */
const turned =
  (isShown: boolean): Mutation =>
  ({ args, state, time }) => {
    const row = state.byId.get(String(args['id']))
    if (row?.__typename !== 'Product' && row?.__typename !== 'Collection') {
      throw refuse(['id'], 'Resource does not exist')
    }
    const given = listOf(args['input']).filter(isObject)
    const ids = given.map(({ publicationId }) => textOf(publicationId) ?? '')
    for (const [index, id] of ids.entries()) {
      const at = ['input', String(index), 'publicationId']
      if (ids.indexOf(id) < index) throw refuse(at, 'The same publication was specified more than once')
      if (state.byId.get(id)?.__typename !== 'Publication') {
        throw refuse(at, 'Publication does not exist or is not publishable')
      }
    }
    const dates = new Map<string, string>(
      row['publications'] === undefined
        ? rowsOf(state, 'Publication').map((each) => [each.id, String(row['createdAt'])])
        : (row['publications'] as Map<string, string>),
    )
    for (const [index, id] of ids.entries()) {
      if (isShown) dates.set(id, textOf(given[index]?.['publishDate']) ?? time)
      else dates.delete(id)
    }
    publish(row, dates, time)
    return { publishable: row }
  }

function publish(row: Row, dates: Map<string, string>, time: string): void {
  const now = [...dates.values()].filter((date) => Date.parse(date) <= Date.parse(time)).length
  Object.assign(row, {
    publications: dates,
    resourcePublicationsCount: { count: dates.size, precision: 'EXACT' },
    availablePublicationsCount: { count: now, precision: 'EXACT' },
  })
}

export const publicationMutations = {
  publishablePublish: turned(true),
  publishableUnpublish: turned(false),
} satisfies Record<string, Mutation>

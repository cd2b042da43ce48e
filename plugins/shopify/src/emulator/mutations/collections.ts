import { isObject, listOf } from '../../json.ts'
import { mintId, rowsOf, type Row } from '../state.ts'
import { refuse, type Mutation, type MutationCall } from './call.ts'
import { created, existing, newJob, removed, updated, type Rules } from './conventions.ts'

const rules: Rules = { needs: ['title'], isArgumentNamed: false }

/** The products that the sources of a new collection find. */
function fill(collection: Row, { values, state }: MutationCall): void {
  collection['sortOrder'] ??= 'BEST_SELLING'
  collection['seo'] ??= { title: null, description: null }
  const sources = listOf(values['sources']).flatMap((target) =>
    isObject(target) && isObject(target['source']) ? [target['source']] : [],
  )
  const found = sources.flatMap(({ inclusion }) => {
    if (!isObject(inclusion)) return []
    const selected = listOf(inclusion['selections']).filter(isObject)
    const tags = listOf(inclusion['conditions'])
      .filter(isObject)
      .flatMap(({ productTag }) => (isObject(productTag) ? listOf(productTag['values']) : []))
    return rowsOf(state, 'Product').filter(
      (product) =>
        selected.some(({ productId }) => productId === product.id) ||
        listOf(product['tags']).some((tag) => tags.includes(tag)),
    )
  })
  collection['products'] = [...new Set(found)]
  collection['sources'] = sources.map(({ title }) => ({
    __typename: 'CollectionConditionsSource',
    id: mintId(state, 'CollectionConditionsSource'),
    title,
  }))
}

function change(collection: Row, { values, state }: MutationCall): void {
  for (const target of listOf(values['sourcesToUpdate']).filter(isObject)) {
    const inclusion = isObject(target['condition']) ? target['condition']['inclusion'] : undefined
    if (!isObject(inclusion)) continue
    const ids = (name: string): unknown[] =>
      listOf(inclusion[name])
        .filter(isObject)
        .map(({ productId }) => productId)
    const removedIds = ids('selectionsToRemove')
    const added = ids('selectionsToAdd').flatMap((id) => state.byId.get(String(id)) ?? [])
    const kept = listOf(collection['products']).filter((each) => !removedIds.includes((each as Row).id))
    collection['products'] = [...new Set([...kept, ...added])]
  }
}

const update = updated({ ...rules, finish: change })

export const collectionMutations = {
  collectionCreate: created({ ...rules, finish: fill }),
  collectionUpdate: (call) => ({
    ...update(call),
    job: call.values['sourcesToUpdate'] === undefined ? null : newJob(call),
  }),
  collectionDelete: removed('Collection'),
  collectionReorderProducts(call) {
    const collection = existing(call, 'Collection')
    if (collection['sortOrder'] !== 'MANUAL') {
      throw refuse(
        ['id'],
        "Can't reorder products unless collection is manually sorted",
        'MANUALLY_SORTED_COLLECTION',
      )
    }
    const products = listOf(collection['products']) as Row[]
    for (const { id, newPosition } of listOf(call.args['moves']).filter(isObject)) {
      const index = products.findIndex((product) => product.id === id)
      if (index >= 0) products.splice(Number(newPosition), 0, ...products.splice(index, 1))
    }
    return { job: newJob(call) }
  },
} satisfies Record<string, Mutation>

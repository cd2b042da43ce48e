import { listOf } from '../../json.ts'
import { accessDenied, apiError } from '../api-error.ts'
import { typeIn } from '../state.ts'
import { isGranted } from '../tokens.ts'
import { refuse, type Mutation } from './call.ts'
import { hasTag, tagsIn } from './conventions.ts'

const taggable: Readonly<Record<string, string>> = {
  Article: 'write_content',
  Customer: 'write_customers',
  DraftOrder: 'write_draft_orders',
  Order: 'write_orders',
  Product: 'write_products',
}

const changed =
  (change: (held: readonly string[], given: readonly string[]) => string[]): Mutation =>
  ({ name, args, state, execution, time }) => {
    const id = String(args['id'])
    const type = typeIn(id)
    const scope = taggable[type]
    if (scope === undefined) throw apiError('RESOURCE_NOT_FOUND', `Invalid id: ${id}`)
    if (!isGranted(execution.grant, scope)) throw accessDenied(name, `\`${scope}\` access scope.`)
    const node = state.byId.get(id)
    if (node === undefined) throw refuse(['id'], `${type} does not exist`)
    const held = listOf(node['tags']).map(String)
    const tags = change(held, tagsIn(listOf(args['tags']))).sort()
    if (tags.join() !== held.join()) Object.assign(node, { tags, updatedAt: time })
    return { node }
  }

export const tagMutations = {
  tagsAdd: changed((held, given) => [...held, ...given.filter((tag) => !hasTag(held, tag))]),
  tagsRemove: changed((held, given) => held.filter((tag) => !hasTag(given, tag))),
} satisfies Record<string, Mutation>

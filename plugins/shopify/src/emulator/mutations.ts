import { isObject, listOf, textOf } from '../json.ts'
import { accessDenied, apiError, notEmulated } from './api-error.ts'
import type { Execution } from './execution.ts'
import { iso, type Row, type ShopState } from './state.ts'
import { isGranted } from './tokens.ts'

type Arguments = Readonly<Record<string, unknown>>

interface UserError {
  readonly field: readonly string[] | null
  readonly message: string
}

const taggable: Readonly<Record<string, string>> = {
  Customer: 'write_customers',
  Order: 'write_orders',
  Product: 'write_products',
}

/** The mutations that change the shop; any other says that it is not emulated, and changes nothing. */
export function mutations(name: string, args: Arguments, execution: Execution): unknown {
  switch (name) {
    case 'productUpdate':
      return productUpdate(args, execution)
    case 'tagsAdd':
      return changeTags(name, args, execution, (held, given) => [
        ...held,
        ...given.filter((tag) => !has(held, tag)),
      ])
    case 'tagsRemove':
      return changeTags(name, args, execution, (held, given) => held.filter((tag) => !has(given, tag)))
    default:
      throw notEmulated(`the mutation ${name}`)
  }
}

function productUpdate(args: Arguments, { state, now }: Execution) {
  const fields = isObject(args['product']) ? args['product'] : isObject(args['input']) ? args['input'] : {}
  const identifier = isObject(args['identifier']) ? args['identifier'] : {}
  const id = textOf(identifier['id']) ?? textOf(fields['id'])
  const handle = textOf(identifier['handle'])
  const product = state.products.find((row) => (id === undefined ? row['handle'] === handle : row.id === id))
  if (product === undefined)
    return { product: null, userErrors: [{ field: ['id'], message: 'Product does not exist' }] }
  const userErrors = faultsIn(fields, product, state)
  if (userErrors.length > 0) return { product: null, userErrors }
  const plain = ['title', 'descriptionHtml', 'status', 'vendor', 'productType', 'templateSuffix']
  for (const name of plain) if (typeof fields[name] === 'string') product[name] = fields[name]
  if (typeof fields['handle'] === 'string') product['handle'] = slug(fields['handle'])
  if (Array.isArray(fields['tags'])) product['tags'] = tagsIn(fields['tags'])
  if (isObject(fields['seo']))
    product['seo'] = { ...(isObject(product['seo']) ? product['seo'] : {}), ...fields['seo'] }
  product['updatedAt'] = iso(now)
  return { product, userErrors: [] }
}

function faultsIn(fields: Arguments, product: Row, state: ShopState): UserError[] {
  const faults: UserError[] = []
  if (typeof fields['title'] === 'string' && fields['title'].trim() === '') {
    faults.push({ field: ['title'], message: "Title can't be blank" })
  }
  const labels = { title: 'Title', handle: 'Handle', vendor: 'Vendor', productType: 'Product type' }
  for (const [name, label] of Object.entries(labels)) {
    if ((textOf(fields[name])?.length ?? 0) > 255) {
      faults.push({ field: [name], message: `${label} is too long (maximum is 255 characters)` })
    }
  }
  const handle = textOf(fields['handle'])
  if (
    handle !== undefined &&
    state.products.some((row) => row !== product && row['handle'] === slug(handle))
  ) {
    faults.push({
      field: ['input', 'handle'],
      message: `Handle '${handle}' already in use. Please provide a new handle.`,
    })
  }
  return faults
}

function changeTags(
  mutation: string,
  args: Arguments,
  { state, grant, now }: Execution,
  change: (held: readonly string[], given: readonly string[]) => string[],
) {
  const id = String(args['id'])
  const type = /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] ?? ''
  const scope = taggable[type]
  if (scope === undefined) throw apiError('RESOURCE_NOT_FOUND', `Invalid id: ${id}`)
  if (!isGranted(grant, scope)) throw accessDenied(mutation, `\`${scope}\` access scope.`)
  const row = state.byId.get(id)
  if (row === undefined)
    return { node: null, userErrors: [{ field: ['id'], message: `${type} does not exist` }] }
  const held = listOf(row['tags']).map(String)
  const tags = change(held, tagsIn(listOf(args['tags']))).sort()
  if (tags.join() !== held.join()) Object.assign(row, { tags, updatedAt: iso(now) })
  return { node: row, userErrors: [] }
}

/** Tags may come in one text, separated by commas; upper and lower case are the same tag. */
function tagsIn(given: readonly unknown[]): string[] {
  const tags = given.flatMap((tag) => String(tag).split(',')).map((tag) => tag.trim())
  return tags.filter((tag, index) => tag !== '' && !has(tags.slice(0, index), tag))
}

function has(tags: readonly string[], tag: string): boolean {
  return tags.some((each) => each.toLowerCase() === tag.toLowerCase())
}

function slug(handle: string): string {
  return handle
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
}

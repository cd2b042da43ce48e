import type { Call } from '../call.ts'
import { invalid, missing, Refusal } from '../refusal.ts'
import type { Resource } from '../state.ts'

/** How long it takes until what was created is there. */
const creationTime = 15_000

/** Creates a resource of the property, which is finished some seconds later. */
export function create(call: Call, collection: string, tokens: number): Resource {
  const { property, state, at, body } = call
  state.nextNumber += 1
  const name = `properties/${property.id}/${collection}/${state.nextNumber}`
  const resource = { name, createdAt: at, body, tokens }
  state.resources.set(name, resource)
  return resource
}

export function find({ property, state }: Call, collection: string, id: string): Resource {
  const resource = state.resources.get(`properties/${property.id}/${collection}/${id}`)
  if (resource === undefined) throw missing('Requested entity was not found.')
  return resource
}

/** A page of the resources of a collection, newest first. Page tokens are places in that order. */
export function list({ property, state, query }: Call, collection: string) {
  const prefix = `properties/${property.id}/${collection}/`
  const all = [...state.resources.values()].filter(({ name }) => name.startsWith(prefix))
  all.sort((one, other) => other.createdAt - one.createdAt || (one.name < other.name ? 1 : -1))
  const size = Math.min(1_000, Number(query.get('pageSize') ?? 0) || 200)
  const token = query.get('pageToken') ?? ''
  const from = token === '' ? 0 : Number(/^at-(\d+)$/.exec(token)?.[1] ?? Number.NaN)
  if (Number.isNaN(from)) throw invalid('The page token is not valid.')
  const next = from + size < all.length ? `at-${from + size}` : undefined
  return { resources: all.slice(from, from + size), nextPageToken: next }
}

export const stateAt = ({ createdAt, body }: Resource, at: number): 'CREATING' | 'ACTIVE' | 'FAILED' =>
  at - createdAt < creationTime ? 'CREATING' : body['isFailing'] === true ? 'FAILED' : 'ACTIVE'

/** Refuses to read what is not there yet. */
export function assertActive(resource: Resource, at: number): void {
  const state = stateAt(resource, at)
  if (state === 'ACTIVE') return
  throw new Refusal(
    400,
    'FAILED_PRECONDITION',
    `The resource ${resource.name} is in the state ${state}; it can be queried once it is ACTIVE.`,
  )
}

/** How much of it is done, in percent. */
export const progressAt = ({ createdAt }: Resource, at: number): number =>
  Math.min(100, Math.floor(((at - createdAt) / creationTime) * 100))

import { iso, missing, type AdminCall, type Handler, type Resource } from './call.ts'
import { note } from './history.ts'
import { masked } from './mask.ts'
import { pageOf } from './page.ts'
import { editableOwner, ownerOf } from './state.ts'

/** A kind of things that belong to a property or to one of its streams. */
export interface Collection {
  /** What its method ids begin with. */
  readonly methods: string
  /** Its part of resource names. */
  readonly part: string
  /** Its field in the answers of lists. Default: the same as its part of names. */
  readonly field?: string
  /** Judges what is to be made or has been changed, and fills in what Google does. */
  readonly judged?: (resource: Resource, call: AdminCall, siblings: readonly Resource[]) => Resource
  /** Fields that can change, in snake case. Default: there is no such method. */
  readonly mutable?: readonly string[]
  /** Throws where one cannot be removed. */
  readonly guard?: (resource: Resource) => void
  readonly isTimed?: boolean
  /** Which of them a list has, by its query. Default: all. */
  readonly filtered?: (resource: Resource, call: AdminCall) => boolean
}

/** The things of a collection under a name, in the order in which they were made. */
export const within = ({ resources }: AdminCall['state'], parent: string, part: string): Resource[] =>
  [...resources]
    .filter(([name]) => {
      const prefix = `${parent}/${part}/`
      return name.startsWith(prefix) && !name.slice(prefix.length).includes('/')
    })
    .map(([, resource]) => resource)

/** The thing that a call names. */
export function named({ state, name }: AdminCall): Resource {
  ownerOf(state, name)
  const resource = state.resources.get(name)
  if (resource === undefined) throw missing()
  return resource
}

/** The handlers of all methods that a collection can have; those that a document lacks are never reached. */
export function collectionHandlers(collection: Collection): Readonly<Record<string, Handler>> {
  const { methods, part, field = part, judged = (resource) => resource, mutable = [] } = collection
  const timed = (resource: Resource, times: Resource): Resource =>
    collection.isTimed === true ? { ...resource, ...times } : resource
  const remove: Handler = (call) => {
    editableOwner(call.state, call.name)
    const resource = named(call)
    collection.guard?.(resource)
    call.state.resources.delete(call.name)
    note(call, call.name, resource, undefined)
    return {}
  }
  return {
    [`${methods}.list`]: (call) => {
      const { state, name, query } = call
      ownerOf(state, name)
      if (name.split('/').length > 2) named(call)
      const scope = [name, part, query.get('filter')].join(' ')
      const items = within(state, name, part).filter((item) => collection.filtered?.(item, call) ?? true)
      return pageOf(items, field, {
        pageSize: query.get('pageSize'),
        pageToken: query.get('pageToken'),
        scope,
      })
    },
    [`${methods}.get`]: named,
    [`${methods}.create`]: (call) => {
      const { state, name, body, at } = call
      editableOwner(state, name)
      const siblings = within(state, name, part)
      const own = `${name}/${part}/${state.nextId}`
      const time = iso(at)
      const made = judged(
        { name: own, ...timed(body, { createTime: time, updateTime: time }) },
        call,
        siblings,
      )
      state.nextId += 1
      state.resources.set(own, made)
      note(call, own, undefined, made)
      return made
    },
    [`${methods}.patch`]: (call) => {
      const { state, name, body, query, at } = call
      editableOwner(state, name)
      const before = named(call)
      const changed = masked(before, body, query.get('updateMask'), mutable)
      const parent = name.split('/').slice(0, -2).join('/')
      const siblings = within(state, parent, part).filter((one) => one !== before)
      const after = judged(timed(changed, { updateTime: iso(at) }), call, siblings)
      state.resources.set(name, after)
      note(call, name, before, after)
      return after
    },
    [`${methods}.delete`]: remove,
    [`${methods}.archive`]: remove,
  }
}

import { iso, wrong, textOf, type AdminCall, type Handler, type Resource } from '../call.ts'
import { named } from '../collection.ts'
import { note } from '../history.ts'
import { masked } from '../mask.ts'
import { pageOf } from '../page.ts'
import { editableOwner, ownerOf } from '../state.ts'
import { all } from './accounts.ts'

const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', 'Etc/UTC', 'Etc/GMT'])

function judged(property: Resource): Resource {
  const name = property['displayName']
  if (typeof name !== 'string' || name.length === 0 || name.length > 100)
    throw wrong('property.display_name', 'The display name must have 1 to 100 characters.')
  if (!zones.has(String(property['timeZone'])))
    throw wrong('property.time_zone', `"${String(property['timeZone'])}" is not a valid time zone.`)
  if (!/^[A-Z]{3}$/.test(String(property['currencyCode'])))
    throw wrong('property.currency_code', `"${String(property['currencyCode'])}" is not a valid currency.`)
  return property
}

const daysInTrash = 35
const mutable = ['display_name', 'time_zone', 'currency_code', 'industry_category']

function create(call: AdminCall): Resource {
  const { state, body, at } = call
  const parent = textOf(body['parent'])
  if (!/^accounts\/\d+$/.test(parent)) throw wrong('property.parent', 'The parent must be an account.')
  editableOwner(state, parent)
  const name = `properties/${state.nextId}`
  const time = iso(at)
  const made = judged({
    currencyCode: 'USD',
    ...body,
    name,
    account: parent,
    propertyType: 'PROPERTY_TYPE_ORDINARY',
    serviceLevel: 'GOOGLE_ANALYTICS_STANDARD',
    createTime: time,
    updateTime: time,
  })
  state.nextId += 1
  state.resources.set(name, made)
  note(call, name, undefined, made)
  return made
}

function change(call: AdminCall, next: (before: Resource) => Resource): Resource {
  const { state, name, at } = call
  editableOwner(state, name)
  const before = named(call)
  const after = { ...next(before), updateTime: iso(at) }
  state.resources.set(name, after)
  note(call, name, before, after)
  return after
}

function list(call: AdminCall): object {
  const { state, query } = call
  const filter = query.get('filter') ?? ''
  const [, kind, of = ''] = /^(parent|ancestor|firebase_project):(.+)$/.exec(filter) ?? []
  if (kind === undefined)
    throw wrong('filter', 'The filter is required: parent, ancestor or firebase_project.')
  if (kind !== 'firebase_project') ownerOf(state, of)
  const showDeleted = query.get('showDeleted') === 'true'
  const fits = (property: Resource): boolean => {
    if (!showDeleted && property['deleteTime'] !== undefined) return false
    if (kind === 'parent') return property['parent'] === of
    if (kind === 'ancestor') return property['account'] === of || property['parent'] === of
    return [...state.resources.values()].some(
      (link) =>
        String(link['name']).startsWith(`${String(property['name'])}/firebaseLinks/`) &&
        String(link['project']) === `projects/${of}`,
    )
  }
  return pageOf(all(call, 'properties').filter(fits), 'properties', {
    pageSize: query.get('pageSize'),
    pageToken: query.get('pageToken'),
    scope: `${filter} ${showDeleted}`,
  })
}

export const propertyHandlers: Readonly<Record<string, Handler>> = {
  'analyticsadmin.properties.list': list,
  'analyticsadmin.properties.get': named,
  'analyticsadmin.properties.create': create,
  'analyticsadmin.properties.patch': (call) =>
    change(call, (before) => judged(masked(before, call.body, call.query.get('updateMask'), mutable))),
  'analyticsadmin.properties.delete': (call) =>
    change(call, (before) => ({
      ...before,
      deleteTime: iso(call.at),
      expireTime: iso(call.at + daysInTrash * 86_400_000),
    })),
}

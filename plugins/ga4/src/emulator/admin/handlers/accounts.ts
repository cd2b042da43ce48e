import type { AdminCall, Handler, Resource } from '../call.ts'
import { named } from '../collection.ts'
import { pageOf } from '../page.ts'
import { mayEdit } from '../state.ts'

export const all = ({ state }: AdminCall, part: 'accounts' | 'properties'): Resource[] =>
  [...state.resources]
    .filter(([name]) => name.startsWith(`${part}/`) && name.split('/').length === 2)
    .map(([, resource]) => resource)

const paging = ({ query }: AdminCall, scope: string) => ({
  pageSize: query.get('pageSize'),
  pageToken: query.get('pageToken'),
  scope,
})

const summary = (call: AdminCall, account: Resource): Resource => {
  const properties = all(call, 'properties').filter(
    (property) => property['account'] === account['name'] && property['deleteTime'] === undefined,
  )
  return {
    name: String(account['name']).replace('accounts', 'accountSummaries'),
    account: account['name'],
    displayName: account['displayName'],
    ...(properties.length === 0
      ? {}
      : {
          propertySummaries: properties.map((property) => ({
            property: property['name'],
            displayName: property['displayName'],
            propertyType: property['propertyType'],
            parent: property['parent'],
            ...(mayEdit(call.state, property) ? { canEdit: true } : {}),
          })),
        }),
  }
}

export const accountHandlers: Readonly<Record<string, Handler>> = {
  'analyticsadmin.accountSummaries.list': (call) =>
    pageOf(all(call, 'accounts'), 'accountSummaries', paging(call, 'accountSummaries'), (account) =>
      summary(call, account),
    ),
  'analyticsadmin.accounts.list': (call) =>
    pageOf(all(call, 'accounts'), 'accounts', paging(call, 'accounts')),
  'analyticsadmin.accounts.get': named,
  'analyticsadmin.accounts.getDataSharingSettings': (call) => ({
    name: call.name,
    ...setting(call),
  }),
}

/** Settings are there for everything that is there, with nothing in them where nobody has set them. */
export function setting(call: AdminCall): Resource {
  const { state, name } = call
  named({ ...call, name: name.split('/').slice(0, -1).join('/') })
  return state.resources.get(name) ?? { name }
}

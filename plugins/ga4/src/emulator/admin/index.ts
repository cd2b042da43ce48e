import { readFileSync } from 'node:fs'
import { requestChecker, type DiscoveryDocument, type RequestChecker } from '@patchbay/google/emulator'
import type { Api } from '../api.ts'
import { Refused, type Handler } from './call.ts'
import { accessReportHandlers } from './handlers/access-report.ts'
import { accountHandlers } from './handlers/accounts.ts'
import { annotationHandlers } from './handlers/annotations.ts'
import { changeHistoryHandlers } from './handlers/change-history.ts'
import { customDefinitionHandlers } from './handlers/custom-definitions.ts'
import { keyEventHandlers } from './handlers/key-events.ts'
import { propertyHandlers } from './handlers/properties.ts'
import { settingHandlers } from './handlers/settings.ts'
import { streamHandlers } from './handlers/streams.ts'
import { count } from './quota.ts'
import type { AdminState } from './state.ts'

/** By method id. */
export const adminHandlers: Readonly<Record<string, Handler>> = {
  ...accountHandlers,
  ...propertyHandlers,
  ...streamHandlers,
  ...customDefinitionHandlers,
  ...keyEventHandlers,
  ...annotationHandlers,
  ...settingHandlers,
  ...changeHistoryHandlers,
  ...accessReportHandlers,
}

const read = (version: string): DiscoveryDocument => {
  const url = new URL(`../../../assets/discovery/analyticsadmin.${version}.json`, import.meta.url)
  const document = JSON.parse(readFileSync(url, 'utf8')) as DiscoveryDocument
  // What has no handler is as unknown as any other path.
  return { ...document, methods: document.methods.filter(({ id }) => Object.hasOwn(adminHandlers, id)) }
}

let documents: readonly DiscoveryDocument[] | undefined

/** What requests are checked by. Read when it is first asked for. */
export const adminDocuments = (): readonly DiscoveryDocument[] =>
  (documents ??= [read('v1beta'), read('v1alpha')])

let checker: RequestChecker | undefined

/** The Admin API: checks requests by their documents, and answers them from its state. */
export const adminApi: Api<AdminState> = {
  check(request) {
    checker ??= requestChecker(adminDocuments())
    return checker(request)
  },
  answer({ method, path, query, body = {} }, state, at) {
    const handler = adminHandlers[method.id]
    if (handler === undefined) throw new Error(`There is no handler of ${method.id}.`)
    // Every method of this API has one parameter in its path at the most: the name of a resource.
    const [name = ''] = Object.values(path)
    try {
      count(state, at)
      return { status: 200, body: handler({ name, query, body, state, at }) }
    } catch (error) {
      if (error instanceof Refused) return error.answer
      throw error
    }
  },
}

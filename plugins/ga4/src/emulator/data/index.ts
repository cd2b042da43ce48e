import { readFileSync } from 'node:fs'
import {
  refusal,
  type CheckedRequest,
  type DiscoveryDocument,
  requestChecker,
} from '@patchbay/google/emulator'
import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import type { Api } from '../api.ts'
import { nowOf, type Call } from './call.ts'
import { handlers } from './handlers.ts'
import { properties, type Property } from './properties.ts'
import { forbidden, invalid, Refusal } from './refusal.ts'
import type { DataState } from './state.ts'

const load = (version: string): DiscoveryDocument =>
  JSON.parse(
    readFileSync(new URL(`../../../assets/analyticsdata.${version}.json`, import.meta.url), 'utf8'),
  ) as DiscoveryDocument

const checkers = ['v1beta', 'v1alpha'].map((version) => requestChecker([load(version)]))

/** What all properties have in common is asked for as that of a property 0. */
const common = (known: Property): Property => ({ ...known, id: '0' })

/** The Data API, in both of its versions. */
export const dataApi: Api<DataState> = {
  check(request) {
    for (const check of checkers) {
      const checked = check(request)
      if (checked !== undefined) return checked
    }
    return undefined
  },
  async answer(request, state, now): Promise<EmulatorAnswer> {
    try {
      const [version = ''] = request.method.path.split('/', 1)
      const name = request.method.id.replace('analyticsdata.properties.', '')
      const handler = handlers[`${version} ${name}`]
      if (handler === undefined) return { status: 501, body: { error: `${version} ${name} is not played.` } }
      return { status: 200, body: await handler(callOf(request, state, now)) }
    } catch (error) {
      if (error instanceof Refusal) return refusal(error.status, error.message, error.reason)
      throw error
    }
  },
}

const idHelp =
  'A numeric Property ID is required. To learn more about Property ID, see https://developers.google.com/analytics/devguides/reporting/data/v1/property-id.'

function callOf(request: CheckedRequest, state: DataState, at: number): Call {
  const [resource = ''] = Object.values(request.path)
  const [, number = '', , id = ''] = resource.split('/')
  if (!/^\d+$/.test(number)) throw invalid(`Invalid property ID: ${number}. ${idHelp}`)
  const [first] = properties.values()
  const property = number === '0' && first !== undefined ? common(first) : properties.get(number)
  if (property === undefined)
    throw forbidden(
      'User does not have sufficient permissions for this property. To learn more about Property ID, see https://developers.google.com/analytics/devguides/reporting/data/v1/property-id.',
    )
  return {
    property,
    state,
    at,
    now: nowOf(property, at),
    body: request.body ?? {},
    query: request.query,
    id,
  }
}

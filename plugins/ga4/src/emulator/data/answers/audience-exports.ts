import type { Call } from '../call.ts'
import { invalid } from '../refusal.ts'
import type { Resource } from '../state.ts'
import { mix } from '../world/chance.ts'
import { pageOf } from './report.ts'
import { assertActive, create, find, list, progressAt, stateAt } from './resources.ts'

const collection = 'audienceExports'

interface AudienceBody {
  readonly audience?: string
  readonly dimensions?: ReadonlyArray<{ readonly dimensionName?: string }>
}

/** The audiences of every seeded property. */
export const audiences: Readonly<Record<string, { readonly name: string; readonly users: number }>> = {
  '1': { name: 'All Users', users: 4_210 },
  '2': { name: 'Purchasers', users: 187 },
}

const exported = ['deviceId', 'userId', 'isAdsPersonalizationAllowed', 'isLimitedAdTracking']

export function audienceOf({ property }: Call, body: AudienceBody) {
  const id = /^properties\/(\d+)\/audiences\/(\d+)$/.exec(body.audience ?? '')
  const audience = id?.[1] === property.id ? audiences[id[2] ?? ''] : undefined
  if (audience === undefined) throw invalid(`The audience ${body.audience ?? ''} does not exist.`)
  const names = (body.dimensions ?? []).map(({ dimensionName = '' }) => dimensionName)
  if (names.length === 0) throw invalid('dimensions is required: at least one AudienceDimension.')
  for (const name of names)
    if (!exported.includes(name)) throw invalid(`${name} is not a valid dimension of an audience export.`)
  return { ...audience, names }
}

/** How an export looks at a moment. */
export function wireExport(call: Call, resource: Resource) {
  const { audience, dimensions } = resource.body as AudienceBody
  const state = stateAt(resource, call.at)
  const { name, users } = audienceOf(call, resource.body)
  return {
    name: resource.name,
    audience,
    audienceDisplayName: name,
    dimensions,
    state,
    beginCreatingTime: new Date(resource.createdAt).toISOString(),
    creationQuotaTokensCharged: resource.tokens,
    percentageCompleted: progressAt(resource, call.at),
    ...(state === 'ACTIVE' ? { rowCount: users } : {}),
    ...(state === 'FAILED' ? { errorMessage: 'The audience could not be exported.' } : {}),
  }
}

/** Begins an export: an operation that goes on while its resource is asked for. */
export function createExport(call: Call) {
  audienceOf(call, call.body)
  const tokens = 10
  const resource = create(call, collection, tokens)
  return {
    tokens,
    body: {
      name: resource.name,
      metadata: { '@type': 'type.googleapis.com/google.analytics.data.v1beta.AudienceExportMetadata' },
      response: {
        '@type': 'type.googleapis.com/google.analytics.data.v1beta.AudienceExport',
        ...wireExport(call, resource),
      },
    },
  }
}

export const getExport = (call: Call) => wireExport(call, find(call, collection, call.id))

export function listExports(call: Call) {
  const { resources, nextPageToken } = list(call, collection)
  return {
    ...(resources.length === 0 ? {} : { audienceExports: resources.map((each) => wireExport(call, each)) }),
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
  }
}

/** The users of an export, a page at a time. */
export function queryExport(call: Call) {
  const resource = find(call, collection, call.id)
  assertActive(resource, call.at)
  const { names, users } = audienceOf(call, resource.body)
  const { offset, limit } = pageOf(call.body)
  const count = Math.max(0, Math.min(limit, users - offset))
  const rows = Array.from({ length: count }, (_, index) => ({
    dimensionValues: names.map((name) => ({ value: valueOf(name, offset + index) })),
  }))
  return {
    audienceExport: wireExport(call, resource),
    ...(rows.length === 0 ? {} : { audienceRows: rows }),
    rowCount: users,
  }
}

function valueOf(name: string, index: number): string {
  if (name === 'deviceId') return `${mix(index, 1)}.${1_760_000_000 + (mix(index, 2) % 4_000_000)}`
  if (name === 'userId') return mix(index, 3) % 9 === 0 ? `member-${mix(index, 4) % 10_000}` : ''
  return String(mix(index, 5) % 4 !== 0)
}

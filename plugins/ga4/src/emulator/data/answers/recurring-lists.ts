import type { Call } from '../call.ts'
import type { Resource } from '../state.ts'
import { audienceOf } from './audience-exports.ts'
import { invalid } from '../refusal.ts'
import { create, find, list } from './resources.ts'

const collection = 'recurringAudienceLists'

interface Hook {
  readonly uri?: string
  readonly channelToken?: string
}

function wireList(call: Call, { name, body }: Resource) {
  const { audience, dimensions, webhookNotification } = body
  const [id = ''] = name.split('/').slice(-1)
  return {
    name,
    audience,
    audienceDisplayName: audienceOf(call, body).name,
    dimensions,
    activeDaysRemaining: body['activeDaysRemaining'] ?? 180,
    ...(Number(id) < 1_000 ? { audienceLists: [`properties/${call.property.id}/audienceLists/${id}0`] } : {}),
    ...(webhookNotification === undefined ? {} : { webhookNotification }),
  }
}

/** Orders an audience to be listed every day. */
export function createList(call: Call) {
  audienceOf(call, call.body)
  const { uri, channelToken } = (call.body['webhookNotification'] ?? {}) as Hook
  if (uri !== undefined && (!uri.startsWith('https://') || uri.length > 128))
    throw invalid('The uri of webhookNotification must be https and have at most 128 characters.')
  if ((channelToken?.length ?? 0) > 64) throw invalid('The channelToken must have at most 64 characters.')
  return { tokens: 10, body: wireList(call, create(call, collection, 10)) }
}

export const getList = (call: Call) => wireList(call, find(call, collection, call.id))

export function listLists(call: Call) {
  const { resources, nextPageToken } = list(call, collection)
  return {
    ...(resources.length === 0
      ? {}
      : { recurringAudienceLists: resources.map((each) => wireList(call, each)) }),
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
  }
}

import { seededPerson } from '@patchbay/google/emulator'
import { iso, type AdminCall, type Resource } from './call.ts'

/** What the history calls the things of a collection, and the field of a snapshot, where it has one. */
const kinds: Readonly<Record<string, readonly [kind: string, snapshot?: string]>> = {
  accounts: ['ACCOUNT', 'account'],
  properties: ['PROPERTY', 'property'],
  dataStreams: ['DATA_STREAM', 'dataStream'],
  customDimensions: ['CUSTOM_DIMENSION'],
  customMetrics: ['CUSTOM_METRIC'],
  dataRetentionSettings: ['DATA_RETENTION_SETTINGS', 'dataRetentionSettings'],
  measurementProtocolSecrets: ['MEASUREMENT_PROTOCOL_SECRET', 'measurementProtocolSecret'],
  googleAdsLinks: ['GOOGLE_ADS_LINK', 'googleAdsLink'],
  firebaseLinks: ['FIREBASE_LINK', 'firebaseLink'],
}

const collectionOf = (name: string): string => name.split('/').findLast((_, index) => index % 2 === 0) ?? ''

/** The kind of thing that a name is of, as searches take it. */
export const kindOf = (name: string): string | undefined => kinds[collectionOf(name)]?.[0]

const snapshot = (name: string, resource: Resource): Resource => {
  const field = kinds[collectionOf(name)]?.[1]
  return field === undefined ? {} : { [field]: resource }
}

/** One change as the history shows it. */
export function changeOf(name: string, before: Resource | undefined, after: Resource | undefined): Resource {
  const updated = before === undefined ? 'CREATED' : 'UPDATED'
  return {
    resource: name,
    action: after === undefined ? 'DELETED' : updated,
    ...(before === undefined ? {} : { resourceBeforeChange: snapshot(name, before) }),
    ...(after === undefined ? {} : { resourceAfterChange: snapshot(name, after) }),
  }
}

/** Notes in the history what a call has changed, where the history has such things. */
export function note(
  { state, at }: Pick<AdminCall, 'state' | 'at'>,
  name: string,
  before: Resource | undefined,
  after: Resource | undefined,
): void {
  if (kindOf(name) === undefined) return
  state.history.unshift({
    id: String(state.nextId++),
    changeTime: iso(at),
    actorType: 'USER',
    userActorEmail: seededPerson,
    changes: [changeOf(name, before, after)],
  })
}

import { wrong, iso, type AdminCall, type Handler, type Resource } from '../call.ts'
import { collectionHandlers } from '../collection.ts'
import { note } from '../history.ts'
import { masked } from '../mask.ts'
import { editableOwner, ownerOf } from '../state.ts'
import { setting } from './accounts.ts'

const standardRetention = {
  eventDataRetention: 'TWO_MONTHS',
  userDataRetention: 'TWO_MONTHS',
  resetUserDataOnNewActivity: true,
}

/** What a property keeps: as it was set, or as Google begins. */
function retention(call: AdminCall): Resource {
  const set = setting(call)
  return Object.keys(set).length > 1 ? set : { ...standardRetention, ...set }
}

function judgedRetention(settings: Resource, serviceLevel: unknown): void {
  const isStandard = serviceLevel !== 'GOOGLE_ANALYTICS_360'
  const short = ['TWO_MONTHS', 'FOURTEEN_MONTHS']
  if (isStandard && !short.includes(String(settings['eventDataRetention'])))
    throw wrong(
      'data_retention_settings.event_data_retention',
      'This value is only available to Google Analytics 360 properties.',
    )
  if (!short.includes(String(settings['userDataRetention'])))
    throw wrong('data_retention_settings.user_data_retention', 'This value is not available for user data.')
}

/** Kinds of which the connector only has lists, and settings that are one for each property. */
export const settingHandlers: Readonly<Record<string, Handler>> = {
  ...collectionHandlers({ methods: 'analyticsadmin.properties.googleAdsLinks', part: 'googleAdsLinks' }),
  ...collectionHandlers({ methods: 'analyticsadmin.properties.firebaseLinks', part: 'firebaseLinks' }),
  ...collectionHandlers({
    methods: 'analyticsadmin.properties.bigQueryLinks',
    part: 'bigQueryLinks',
    field: 'bigqueryLinks',
  }),
  ...collectionHandlers({ methods: 'analyticsadmin.properties.audiences', part: 'audiences' }),
  ...collectionHandlers({ methods: 'analyticsadmin.properties.channelGroups', part: 'channelGroups' }),
  ...collectionHandlers({ methods: 'analyticsadmin.properties.accessBindings', part: 'accessBindings' }),
  ...collectionHandlers({ methods: 'analyticsadmin.accounts.accessBindings', part: 'accessBindings' }),
  'analyticsadmin.properties.getAttributionSettings': setting,
  'analyticsadmin.properties.getDataRetentionSettings': retention,
  'analyticsadmin.properties.updateDataRetentionSettings': (call) => {
    const { state, name, body, query } = call
    editableOwner(state, name)
    const before = retention(call)
    const after = masked(before, body, query.get('updateMask'), [
      'event_data_retention',
      'user_data_retention',
      'reset_user_data_on_new_activity',
    ])
    judgedRetention(after, ownerOf(state, name)['serviceLevel'])
    state.resources.set(name, after)
    note(call, name, before, after)
    return after
  },
  'analyticsadmin.properties.submitUserDeletion': ({ state, name, body, at }) => {
    editableOwner(state, name)
    if (Object.keys(body).length !== 1) throw wrong('user', 'Exactly one identifier of a user is required.')
    state.deletions.push({ property: name, ...body })
    return { deletionRequestTime: iso(at) }
  },
}

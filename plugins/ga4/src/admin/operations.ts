import * as accessBindings from '../operations/access-bindings.ts'
import * as accessReport from '../operations/access-report.ts'
import * as accountSummaries from '../operations/account-summaries.ts'
import * as accounts from '../operations/accounts.ts'
import * as annotations from '../operations/annotations.ts'
import * as attributionSettings from '../operations/attribution-settings.ts'
import * as audiences from '../operations/audiences.ts'
import * as bigqueryLinks from '../operations/bigquery-links.ts'
import * as calculatedMetrics from '../operations/calculated-metrics.ts'
import * as changeHistory from '../operations/change-history.ts'
import * as channelGroups from '../operations/channel-groups.ts'
import * as customDimensions from '../operations/custom-dimensions.ts'
import * as customMetrics from '../operations/custom-metrics.ts'
import * as dataRetention from '../operations/data-retention.ts'
import * as dataStreamChanges from '../operations/data-stream-changes.ts'
import * as dataStreams from '../operations/data-streams.ts'
import * as firebaseLinks from '../operations/firebase-links.ts'
import * as googleAdsLinks from '../operations/google-ads-links.ts'
import * as keyEvents from '../operations/key-events.ts'
import * as measurementSecrets from '../operations/measurement-secrets.ts'
import * as properties from '../operations/properties.ts'
import * as propertyChanges from '../operations/property-changes.ts'
import * as userDeletion from '../operations/user-deletion.ts'

/** The operations on accounts, properties and their settings, by id. */
export const adminOperations = {
  'accounts.summaries': accountSummaries.summaries,
  'accounts.list': accounts.list,
  'accounts.get': accounts.get,
  'accounts.data_sharing': accounts.dataSharing,
  'properties.list': properties.list,
  'properties.get': properties.get,
  'properties.create': propertyChanges.create,
  'properties.update': propertyChanges.update,
  'properties.delete': propertyChanges.remove,
  'data-streams.list': dataStreams.list,
  'data-streams.get': dataStreams.get,
  'data-streams.create': dataStreamChanges.create,
  'data-streams.update': dataStreamChanges.update,
  'data-streams.delete': dataStreamChanges.remove,
  'data-streams.enhanced_measurement': dataStreams.enhancedMeasurement,
  'data-streams.global_site_tag': dataStreams.globalSiteTag,
  'measurement-secrets.list': measurementSecrets.list,
  'custom-dimensions.list': customDimensions.list,
  'custom-dimensions.get': customDimensions.get,
  'custom-dimensions.create': customDimensions.create,
  'custom-dimensions.update': customDimensions.update,
  'custom-dimensions.archive': customDimensions.archive,
  'custom-metrics.list': customMetrics.list,
  'custom-metrics.get': customMetrics.get,
  'custom-metrics.create': customMetrics.create,
  'custom-metrics.update': customMetrics.update,
  'custom-metrics.archive': customMetrics.archive,
  'calculated-metrics.list': calculatedMetrics.list,
  'key-events.list': keyEvents.list,
  'key-events.get': keyEvents.get,
  'key-events.create': keyEvents.create,
  'key-events.update': keyEvents.update,
  'key-events.delete': keyEvents.remove,
  'google-ads-links.list': googleAdsLinks.list,
  'firebase-links.list': firebaseLinks.list,
  'bigquery-links.list': bigqueryLinks.list,
  'audiences.list': audiences.list,
  'audiences.get': audiences.get,
  'channel-groups.list': channelGroups.list,
  'annotations.list': annotations.list,
  'annotations.create': annotations.create,
  'annotations.update': annotations.update,
  'annotations.delete': annotations.remove,
  'attribution-settings.get': attributionSettings.get,
  'data-retention.get': dataRetention.get,
  'data-retention.update': dataRetention.update,
  'access-report.run': accessReport.run,
  'access-bindings.list': accessBindings.list,
  'change-history.search': changeHistory.search,
  'user-deletion.submit': userDeletion.submit,
} as const

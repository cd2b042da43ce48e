import { presetOperation } from '../report/preset.ts'
import { acquisition } from './presets/acquisition.ts'
import { content } from './presets/content.ts'
import { visitors } from './presets/visitors.ts'

/** Reports that have names, each as an operation. */
export const presets = {
  'reports.traffic_by_channel': presetOperation('reports.traffic_by_channel', acquisition.trafficByChannel),
  'reports.user_acquisition': presetOperation('reports.user_acquisition', acquisition.userAcquisition),
  'reports.ai_referrals': presetOperation('reports.ai_referrals', acquisition.aiReferrals),
  'reports.landing_pages': presetOperation('reports.landing_pages', content.landingPages),
  'reports.top_pages': presetOperation('reports.top_pages', content.topPages),
  'reports.page_views': presetOperation('reports.page_views', content.pageViews),
  'reports.events': presetOperation('reports.events', content.events),
  'reports.ecommerce_items': presetOperation('reports.ecommerce_items', content.ecommerceItems),
  'reports.geo': presetOperation('reports.geo', visitors.geo),
  'reports.devices': presetOperation('reports.devices', visitors.devices),
  'reports.active_users': presetOperation('reports.active_users', visitors.activeUsers),
  'reports.user_behavior': presetOperation('reports.user_behavior', visitors.userBehavior),
}

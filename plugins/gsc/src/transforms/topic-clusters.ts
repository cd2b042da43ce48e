import { defineTransform } from '@patchbay/contract'
import { topicClusters } from '../insights/topic-clusters.ts'
import { overPages } from '../search/wire-rows.ts'

export default defineTransform(import.meta.url, overPages(topicClusters))

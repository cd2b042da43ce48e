import { defineTransform } from '@patchbay/contract'
import { topicClusters } from '../insights/topic-clusters.ts'

export default defineTransform(import.meta.url, topicClusters)

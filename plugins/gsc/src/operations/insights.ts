import { Type } from '@patchbay/contract'
import { example } from '../building/example.ts'
import { insight } from '../building/insight.ts'
import { CannibalizationResult, cannibalizationFields } from '../insights/cannibalization.ts'
import { ContentGapsResult, contentGapsFields } from '../insights/content-gaps.ts'
import { CtrOpportunitiesResult, ctrOpportunitiesFields } from '../insights/ctr-opportunities.ts'
import { GenaiQueriesResult, genaiQueriesFields } from '../insights/genai-queries.ts'
import { QuickWinsResult, quickWinsFields } from '../insights/quick-wins.ts'
import { StrikingDistanceResult, strikingDistanceFields } from '../insights/striking-distance.ts'
import { TopicClustersResult, topicClustersFields } from '../insights/topic-clusters.ts'
import cannibalizationOf from '../transforms/cannibalization.ts'
import contentGapsIn from '../transforms/content-gaps.ts'
import ctrOpportunitiesIn from '../transforms/ctr-opportunities.ts'
import genaiQueriesIn from '../transforms/genai-queries.ts'
import quickWinsIn from '../transforms/quick-wins.ts'
import strikingDistanceIn from '../transforms/striking-distance.ts'
import topicClustersIn from '../transforms/topic-clusters.ts'

const TopicRule = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, description: 'What the cluster is called.' }),
    prefix: Type.Optional(
      Type.String({ minLength: 1, description: 'How the path begins, such as /guides/.' }),
    ),
    contains: Type.Optional(Type.String({ minLength: 1, description: 'What the path has anywhere.' })),
  },
  { additionalProperties: false },
)

/** What rows of one window mean. */
export const insights = {
  'insights.quick_wins': insight({
    title: 'Quick wins',
    description:
      "Queries and pages that already rank well (position 4 to 15) and are seen often, with the clicks that the position aimed at would bring by the property's own click-through rates. Use it for what to improve first.",
    fields: quickWinsFields,
    result: QuickWinsResult,
    dimensions: ['query', 'page'],
    transform: quickWinsIn,
    example: example('insights.quick_wins', 'Of the last 28 days', {}),
  }),
  'insights.striking_distance': insight({
    title: 'Queries within striking distance',
    description: 'Queries and pages at positions 8 to 20, just off the first page, most seen first.',
    fields: strikingDistanceFields,
    result: StrikingDistanceResult,
    dimensions: ['query', 'page'],
    transform: strikingDistanceIn,
    example: example('insights.striking_distance', 'Of the last 28 days', {}),
  }),
  'insights.ctr_opportunities': insight({
    title: 'Results that are clicked too rarely',
    description:
      "Queries and pages whose click-through rate is below the property's own median at that position, with the clicks that are missed: titles and descriptions worth a look.",
    fields: ctrOpportunitiesFields,
    result: CtrOpportunitiesResult,
    dimensions: ['query', 'page'],
    transform: ctrOpportunitiesIn,
    example: example('insights.ctr_opportunities', 'Of the last 28 days', {}),
  }),
  'insights.cannibalization': insight({
    title: 'Queries for which pages compete',
    description:
      'Queries whose impressions are shared among several pages of the property, how evenly, and which page to keep.',
    fields: cannibalizationFields,
    result: CannibalizationResult,
    dimensions: ['query', 'page'],
    transform: cannibalizationOf,
    example: example('insights.cannibalization', 'Of the last 28 days', { minImpressions: 50 }),
  }),
  'insights.content_gaps': insight({
    title: 'Queries without a good page',
    description:
      'Queries to which the property is shown far down (beyond position 20) though often: subjects that lack a page of their own. Looks at 90 days by default.',
    fields: contentGapsFields,
    result: ContentGapsResult,
    dimensions: ['query'],
    days: 90,
    transform: contentGapsIn,
    example: example('insights.content_gaps', 'Of the last 90 days', {}),
  }),
  'insights.topic_clusters': insight({
    title: 'How parts of the site do',
    description:
      'Pages added up by the first part of their path, or by rules of your own, with the best pages of each part.',
    fields: {
      rules: Type.Optional(
        Type.Array(TopicRule, {
          maxItems: 50,
          description:
            'Which pages belong together; the first rule that fits decides. Default: the first segment of the path.',
        }),
      ),
      ...topicClustersFields,
    },
    result: TopicClustersResult,
    dimensions: ['page'],
    transform: topicClustersIn,
    example: example('insights.topic_clusters', 'By the first part of the path', {}),
  }),
  'insights.genai_queries': insight({
    title: 'Queries like those asked of assistants',
    description:
      'Long queries and questions, as people put them who are used to asking assistants. A heuristic by words: Google does not say where a query was typed. Looks at 480 days by default.',
    fields: genaiQueriesFields,
    result: GenaiQueriesResult,
    dimensions: ['query'],
    days: 480,
    transform: genaiQueriesIn,
    example: example('insights.genai_queries', 'Of the last 90 days', { days: 90 }),
  }),
}

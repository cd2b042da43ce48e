import type { Execution } from '../execution.ts'
import { answerShopifyql } from '../shopifyql/answer.ts'

export const analyticsRoots = {
  shopifyqlQuery: (args: Readonly<Record<string, unknown>>, { state, now }: Execution) =>
    answerShopifyql(String(args['query']), state, now),
}

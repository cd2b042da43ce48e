export interface IndexingFacts {
  readonly lastCrawled: string | null
  readonly httpStatus: number | null
  readonly impressions: number
}

/**
 * Whether Bing likely has a page in its index. A page that was shown in results is there; one that was
 * crawled without an error most likely is.
 */
export function judgeIndexing({ lastCrawled, httpStatus, impressions }: IndexingFacts): {
  likely: boolean
  evidence: string[]
} {
  const failed = httpStatus !== null && httpStatus >= 400
  const evidence = [
    lastCrawled === null ? 'Bing never crawled it.' : `Bing last crawled it at ${lastCrawled}.`,
    ...(failed ? [`It answered with status ${httpStatus} then.`] : []),
    ...(impressions > 0 ? [`Bing showed it ${impressions} times.`] : []),
  ]
  return { likely: impressions > 0 || (lastCrawled !== null && !failed), evidence }
}

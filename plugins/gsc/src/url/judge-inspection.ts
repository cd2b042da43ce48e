import type { Inspection, ProblemCode, WireInspection } from './inspection.ts'

/** What is wrong, and what to do about it. */
const messages: Readonly<Record<ProblemCode, string>> = {
  unknown_to_google:
    'Google has never seen this address. Link to it from a page that Google knows, or name it in a sitemap.',
  not_indexed:
    'Google has seen the page and decided against its index. Make it more useful or more distinct, and link to it.',
  blocked_by_robots_txt: 'robots.txt keeps Google from fetching it. Allow it there if it should be found.',
  blocked_by_noindex:
    'The page itself says noindex, in a tag or a header. Remove that if it should be found.',
  not_found: 'The address answers with 404. Restore the page or redirect the address.',
  soft_404: 'The page looks like an error page without saying so. Answer with 404, or give it content.',
  server_error:
    'The server answered with an error when Google came. Look at its log at the time of the crawl.',
  access_denied: 'Google was not let in. Pages behind a login or a block cannot be found.',
  redirect_error: 'The redirects of this address do not come to an end. Shorten them.',
  fetch_failed: 'Google could not fetch the page. Inspect it in Search Console for the reason.',
  other_canonical:
    'Google shows another address in its place. Declare a canonical, or make the pages differ if both should be found.',
  rich_result_errors: 'Structured data has errors, so that results look plain. See `richResults`.',
}

const ofFetch: Readonly<Record<string, ProblemCode>> = {
  SOFT_404: 'soft_404',
  BLOCKED_ROBOTS_TXT: 'blocked_by_robots_txt',
  NOT_FOUND: 'not_found',
  ACCESS_DENIED: 'access_denied',
  ACCESS_FORBIDDEN: 'access_denied',
  SERVER_ERROR: 'server_error',
  REDIRECT_ERROR: 'redirect_error',
  BLOCKED_4XX: 'fetch_failed',
  INTERNAL_CRAWL_ERROR: 'fetch_failed',
  INVALID_URL: 'fetch_failed',
}

/** What Google answered as one of ours. Texts are for people and translated by Google, so only states decide. */
export function judgeInspection(url: string, { inspectionResult: result }: WireInspection): Inspection {
  const { indexStatusResult: status = {} } = result
  const richResults = richResultsOf(result)
  const isIndexed = status.verdict === 'PASS' || status.verdict === 'PARTIAL'
  const codes = [...problemsOf(status, isIndexed)]
  if (richResults.some(({ issues }) => issues.some(({ severity }) => severity === 'ERROR'))) {
    codes.push('rich_result_errors')
  }
  return {
    url,
    isIndexed,
    verdict: status.verdict ?? null,
    coverage: status.coverageState ?? null,
    problems: codes.map((code) => ({ code, message: messages[code] })),
    lastCrawled: status.lastCrawlTime ?? null,
    crawledAs: status.crawledAs ?? null,
    robotsTxtState: status.robotsTxtState ?? null,
    indexingState: status.indexingState ?? null,
    pageFetchState: status.pageFetchState ?? null,
    googleCanonical: status.googleCanonical ?? null,
    userCanonical: status.userCanonical ?? null,
    sitemaps: status.sitemap ?? [],
    referringUrls: status.referringUrls ?? [],
    richResults,
    link: result.inspectionResultLink ?? null,
  }
}

type Status = NonNullable<WireInspection['inspectionResult']['indexStatusResult']>

function* problemsOf(status: Status, isIndexed: boolean): Generator<ProblemCode> {
  const { pageFetchState, robotsTxtState, indexingState, lastCrawlTime } = status
  const fetched = ofFetch[pageFetchState ?? '']
  if (robotsTxtState === 'DISALLOWED' || indexingState === 'BLOCKED_BY_ROBOTS_TXT') {
    yield 'blocked_by_robots_txt'
  } else if (indexingState?.startsWith('BLOCKED_BY') === true) yield 'blocked_by_noindex'
  else if (fetched !== undefined) yield fetched
  else if (!isIndexed && lastCrawlTime === undefined) yield 'unknown_to_google'
  else if (hasOtherCanonical(status)) yield 'other_canonical'
  else if (!isIndexed) yield 'not_indexed'
}

const hasOtherCanonical = ({ googleCanonical, userCanonical }: Status): boolean =>
  googleCanonical !== undefined && userCanonical !== undefined && googleCanonical !== userCanonical

function richResultsOf({ richResultsResult }: WireInspection['inspectionResult']): Inspection['richResults'] {
  return (richResultsResult?.detectedItems ?? []).map(({ richResultType = 'unknown', items = [] }) => ({
    type: richResultType,
    items: items.length,
    issues: items.flatMap(({ issues = [] }) =>
      issues.map(({ severity = 'WARNING', issueMessage = '' }) => ({ severity, message: issueMessage })),
    ),
  }))
}

import { Problem } from '@patchbay/contract'

/** Bing knows nothing of a URL. */
export function noData(cause?: Problem): never {
  throw new Problem('not_found', {
    detail: 'Bing has no data on this URL.',
    advice: 'Check the URL. Bing needs some days to learn a new page; submission.submit can tell it of one.',
    ...(cause?.upstream === undefined ? {} : { upstream: cause.upstream }),
    cause,
  })
}

/** For a site without crawl data Bing's methods on URLs answer "unknown error", always. */
export function noDataAsNotFound(error: unknown): never {
  if (Problem.is(error) && error.upstream?.code === '2') noData(error)
  throw error
}
